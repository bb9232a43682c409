/** Adds what `older-events.ts` and `older-properties.ts` do to the SDK's own declarations. */
import type { AudioTrackPublication, DataTrackPublication, LocalTrack, RemoteAudioTrackPublication,
  RemoteDataTrackPublication, RemoteParticipant, RemoteTrack, RemoteTrackPublication, RemoteVideoTrackPublication,
  Track, TrackPublication, VideoTrackPublication } from 'twilio-video';

declare module 'twilio-video/tsdef/Room.js' {
  interface Room {
    /** A remote track became available (older name of `trackSubscribed`). */
    on(event: 'trackAdded', listener: (track: RemoteTrack, participant: RemoteParticipant) => void): this;
    /** A remote track is gone (older name of `trackUnsubscribed`). */
    on(event: 'trackRemoved', listener: (track: RemoteTrack, participant: RemoteParticipant) => void): this;
  }
}

declare module 'twilio-video/tsdef/Participant.js' {
  interface Participant {
    /** Older name of `tracks`. */
    readonly trackPublications: Map<Track.SID, TrackPublication>;
    /** Older name of `audioTracks`. */
    readonly audioTrackPublications: Map<Track.SID, AudioTrackPublication>;
    /** Older name of `videoTracks`. */
    readonly videoTrackPublications: Map<Track.SID, VideoTrackPublication>;
    /** Older name of `dataTracks`. */
    readonly dataTrackPublications: Map<Track.SID, DataTrackPublication>;
  }
}

declare module 'twilio-video/tsdef/RemoteParticipant.js' {
  interface RemoteParticipant {
    /** A track of this participant became available (older name of `trackSubscribed`). */
    on(event: 'trackAdded', listener: (track: RemoteTrack) => void): this;
    /** A track of this participant is gone (older name of `trackUnsubscribed`). */
    on(event: 'trackRemoved', listener: (track: RemoteTrack) => void): this;
    readonly trackPublications: Map<Track.SID, RemoteTrackPublication>;
    readonly audioTrackPublications: Map<Track.SID, RemoteAudioTrackPublication>;
    readonly videoTrackPublications: Map<Track.SID, RemoteVideoTrackPublication>;
    readonly dataTrackPublications: Map<Track.SID, RemoteDataTrackPublication>;
  }
}

declare module 'twilio-video/tsdef/LocalParticipant.js' {
  interface LocalParticipant {
    /** A track is being published; the server has not answered yet. */
    on(event: 'trackAdded', listener: (track: LocalTrack) => void): this;
    /** A track is no longer published, or could not be. */
    on(event: 'trackRemoved', listener: (track: LocalTrack) => void): this;
  }
}
