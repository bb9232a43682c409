package io.parley.token;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The API keys in force. A lookup in memory: it is asked on event loops and must not block. */
@FunctionalInterface
public interface ApiKeys {

    /**
     * The key of that name, or null when there is none, or none any more.
     *
     * @param keySid as a stranger sent it: any string up to the length of a token
     */
    @Nullable
    ApiKey find(String keySid);

    /**
     * A fixed set of keys.
     *
     * @throws IllegalStateException when two keys have one SID
     */
    static ApiKeys of(Collection<ApiKey> keys) {
        Map<String, ApiKey> bySid =
                keys.stream().collect(Collectors.toUnmodifiableMap(ApiKey::sid, Function.identity()));
        return bySid::get;
    }
}
