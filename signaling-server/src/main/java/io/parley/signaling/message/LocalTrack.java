package io.parley.signaling.message;

/**
 * A track as its publisher announces it.
 *
 * @param id the publisher's id, fresh for each publication; links the announcement to media and data channels
 */
public record LocalTrack(String id, TrackKind kind, String name, boolean enabled, TrackPriority priority) {}
