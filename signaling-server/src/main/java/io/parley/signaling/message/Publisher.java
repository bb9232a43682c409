package io.parley.signaling.message;

/** The software a client runs, as it says itself: a name and a version, each empty when not told. */
public record Publisher(String name, String version) {

    public static final Publisher UNKNOWN = new Publisher("", "");
}
