import type { LocalParticipant, LocalTrack, RemoteParticipant, RemoteTrack, RemoteTrackPublication, Room }
  from 'twilio-video';

/**
 * Makes a room and all it will ever hold emit the events that version 1 of the SDK had and version 2 has not:
 * `trackAdded` and `trackRemoved` on the room and on participants, `unsubscribed` on remote tracks.
 *
 * To be called once for each room, before the application sees it.
 */
export function keepOlderEvents(room: Room): void {
  keepRemoteEvents(room);
  keepLocalEvents(room.localParticipant);
}

/** The room repeats the events of all its remote participants, so it is enough to listen there. */
function keepRemoteEvents(room: Room): void {
  room.prependListener('trackSubscribed',
    (track: RemoteTrack, _: RemoteTrackPublication, participant: RemoteParticipant) => {
      participant.emit('trackAdded', track);
      room.emit('trackAdded', track, participant);
    });
  room.prependListener('trackUnsubscribed',
    (track: RemoteTrack, _: RemoteTrackPublication, participant: RemoteParticipant) => {
      track.emit('unsubscribed', track);
      participant.emit('trackRemoved', track);
      room.emit('trackRemoved', track, participant);
    });
}

/** The two methods of a local participant through which every track comes and goes. */
interface LocalTracks {
  _addTrack(track: LocalTrack, ...others: unknown[]): LocalTrack | null;
  _removeTrack(track: LocalTrack, ...others: unknown[]): LocalTrack | null;
}

/**
 * No event of the SDK tells that a local track is added (`trackPublished` comes after the server's answer) or removed.
 * So the methods in which version 1 emitted the events do it again, on this one object.
 */
function keepLocalEvents(participant: LocalParticipant): void {
  const methods = participant as LocalParticipant & LocalTracks;
  const announce = (method: keyof LocalTracks, event: string) => {
    const original = methods[method];
    const announcing: typeof original = (...args) => {
      const track = original.apply(methods, args);
      if (track) {
        participant.emit(event, track);
      }
      return track;
    };
    Object.defineProperty(participant, method, { value: announcing });
  };
  announce('_addTrack', 'trackAdded');
  announce('_removeTrack', 'trackRemoved');
}
