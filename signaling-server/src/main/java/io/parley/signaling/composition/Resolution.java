package io.parley.signaling.composition;

import io.parley.signaling.rest.RestFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Size of a composition's picture in pixels. */
record Resolution(int width, int height) {

    static final Resolution DEFAULT = new Resolution(640, 480);
    /** No region, and so no picture, is smaller than this on any side. */
    static final int MIN_SIDE = 16;

    private static final int MAX_SIDE = 1_280;
    private static final int MAX_PIXELS = 1_280 * 720;
    private static final Pattern FORM = Pattern.compile("(\\d{2,4})x(\\d{2,4})");

    static Resolution read(String name, String value) {
        Matcher matcher = FORM.matcher(value);
        if (matcher.matches()) {
            Resolution read = new Resolution(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
            if (isSide(read.width) && isSide(read.height) && read.width * read.height <= MAX_PIXELS) {
                return read;
            }
        }
        throw RestFailure.invalidParameter(name + " is a width and a height such as 640x480, each from " + MIN_SIDE
                + " to " + MAX_SIDE + ", and not more than " + MAX_PIXELS + " pixels");
    }

    private static boolean isSide(int pixels) {
        return pixels >= MIN_SIDE && pixels <= MAX_SIDE;
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
