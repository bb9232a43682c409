import type { Participant, Room } from 'twilio-video';

/**
 * Gives every participant of a room, present and future, the names that version 1 of the SDK had for its collections
 * of publications.
 *
 * To be called once for each room, before the application sees it.
 */
export function keepOlderProperties(room: Room): void {
  nameCollections(room.localParticipant);
  room.participants.forEach(nameCollections);
  room.prependListener('participantConnected', nameCollections);
}

function nameCollections(participant: Participant): void {
  Object.defineProperties(participant, {
    trackPublications: { value: participant.tracks },
    audioTrackPublications: { value: participant.audioTracks },
    videoTrackPublications: { value: participant.videoTracks },
    dataTrackPublications: { value: participant.dataTracks },
  });
}
