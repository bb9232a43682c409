package io.parley.signaling.message;

import io.parley.signaling.identifier.TrackSid;

/** A published track as the other participants see it. */
public record RemoteTrack(TrackSid sid, TrackKind kind, String name, boolean enabled, TrackPriority priority) {}
