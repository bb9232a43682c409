import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataTrack, SignaledRoom } from './signaled-room.js';

test('participants have their collections under the older names, too', async () => {
  const far = new SignaledRoom();
  const room = await far.join({}, () => far.enter('bob', dataTrack('MT1')));
  far.enter('carol', dataTrack('MT2'));

  for (const participant of [room.localParticipant, ...room.participants.values()]) {
    assert.equal(participant.trackPublications, participant.tracks);
    assert.equal(participant.audioTrackPublications, participant.audioTracks);
    assert.equal(participant.videoTrackPublications, participant.videoTracks);
    assert.equal(participant.dataTrackPublications, participant.dataTracks);
  }
});

test('the older names do not show in JSON', async () => {
  const room = await new SignaledRoom().join();

  assert.equal(JSON.stringify(room.localParticipant).includes('Publications'), false);
});
