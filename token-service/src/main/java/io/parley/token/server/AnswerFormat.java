package io.parley.token.server;

import io.vertx.ext.web.MIMEHeader;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a token can be answered as.
 *
 * <p>Vert.x parses the {@code Accept} header but would serve a type that the caller weighs zero, and takes the order of
 * its routes over a range more specific; hence the choice of RFC 9110 section 12.5.1 here.
 */
enum AnswerFormat {
    JSON("application", "json"),
    TEXT("text", "plain");

    private final String type;
    private final String subtype;

    AnswerFormat(String type, String subtype) {
        this.type = type;
        this.subtype = subtype;
    }

    /** The one the caller weighs most, JSON where all are the same to it, or null when it wants none of them. */
    static @Nullable AnswerFormat preferred(List<MIMEHeader> accepted) {
        if (accepted.isEmpty()) {
            return JSON;
        }
        AnswerFormat best = TEXT.weight(accepted) > JSON.weight(accepted) ? TEXT : JSON;
        return best.weight(accepted) > 0 ? best : null;
    }

    /** That of the most specific range that covers it, or 0. */
    private float weight(List<MIMEHeader> accepted) {
        return accepted.stream()
                .filter(range -> specificity(range) >= 0)
                .max(Comparator.comparingInt(this::specificity))
                .map(MIMEHeader::weight)
                .orElse(0f);
    }

    /** 2 for this type itself, 1 for all of its kind, 0 for anything, -1 for something else. */
    private int specificity(MIMEHeader range) {
        boolean sameType = range.component().equalsIgnoreCase(type);
        if (sameType && range.subComponent().equalsIgnoreCase(subtype)) {
            return 2;
        }
        if (!range.subComponent().equals("*")) {
            return -1;
        }
        return sameType ? 1 : range.component().equals("*") ? 0 : -1;
    }

    String contentType() {
        return type + '/' + subtype;
    }
}
