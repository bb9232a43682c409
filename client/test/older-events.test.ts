import assert from 'node:assert/strict';
import type { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { LocalDataTrack } from '../src/index.js';
import { dataTrack, SignaledRoom, subscribe, unsubscribe } from './signaled-room.js';

const NAMES = ['trackAdded', 'trackRemoved', 'trackSubscribed', 'trackUnsubscribed', 'unsubscribed'];

/** Everything that `emitter` emits from now on: name and arguments. */
function record(emitter: EventEmitter): [string, ...unknown[]][] {
  const events: [string, ...unknown[]][] = [];
  NAMES.forEach(name => emitter.on(name, (...args) => events.push([name, ...args])));
  return events;
}

test('a remote track that becomes available is added, once', async () => {
  const far = new SignaledRoom();
  const later = dataTrack('MT1');
  const room = await far.join({}, () => far.enter('bob', later));
  const bob = room.participants.get('PA-bob')!;
  const [ofRoom, ofBob] = [record(room), record(bob)];

  subscribe(later);

  const publication = bob.tracks.get('MT1')!;
  const track = publication.track!;
  assert.deepEqual(ofRoom, [['trackAdded', track, bob], ['trackSubscribed', track, publication, bob]]);
  assert.deepEqual(ofBob, [['trackAdded', track], ['trackSubscribed', track, publication]]);
});

test('a remote track that goes is removed, once', async () => {
  const far = new SignaledRoom();
  const going = subscribe(dataTrack('MT1'));
  const room = await far.join({}, () => far.enter('bob', going));
  const bob = room.participants.get('PA-bob')!;
  const publication = bob.tracks.get('MT1')!;
  const track = publication.track!;
  const [ofRoom, ofBob, ofTrack] = [record(room), record(bob), record(track)];

  unsubscribe(going);

  assert.deepEqual(ofRoom, [['trackRemoved', track, bob], ['trackUnsubscribed', track, publication, bob]]);
  assert.deepEqual(ofBob, [['trackRemoved', track], ['trackUnsubscribed', track, publication]]);
  assert.deepEqual(ofTrack, [['unsubscribed', track]]);
});

test('tracks that are there at connect are found in the participant, without an event', async () => {
  const far = new SignaledRoom();
  const room = await far.join({}, () => far.enter('bob', subscribe(dataTrack('MT1'))));
  const ofRoom = record(room);

  await new Promise(resolve => setTimeout(resolve));

  assert.ok(room.participants.get('PA-bob')!.tracks.get('MT1')!.track);
  assert.deepEqual(ofRoom, []);
});

test('participants that join later emit to listeners added when they are announced', async () => {
  const far = new SignaledRoom();
  const room = await far.join();
  const ofRoom = record(room);
  let ofBob: ReturnType<typeof record> = [];
  room.on('participantConnected', participant => ofBob = record(participant));
  const later = dataTrack('MT1');

  far.enter('bob', later);
  subscribe(later);
  unsubscribe(later);

  const added = (events: typeof ofRoom) => events.map(([name]) => name).filter(name => /Added|Removed/.test(name));
  assert.deepEqual(added(ofRoom), ['trackAdded', 'trackRemoved']);
  assert.deepEqual(added(ofBob), ['trackAdded', 'trackRemoved']);
});

test('a participant that leaves takes its tracks along, before it is gone', async () => {
  const far = new SignaledRoom();
  let signaling: any;
  const room = await far.join({}, () => signaling = far.enter('bob', subscribe(dataTrack('MT1'))));
  const bob = room.participants.get('PA-bob')!;
  const ofBob = record(bob);
  const order: string[] = [];
  room.on('trackRemoved', (track, participant) => order.push(`${track.sid} of ${participant.identity}`));
  room.on('participantDisconnected', participant => order.push(participant.identity));

  signaling.disconnect();

  assert.deepEqual(order, ['MT1 of bob', 'bob']);
  assert.equal(ofBob.filter(([name]) => name === 'trackRemoved').length, 1);
});

test('leaving the room removes all tracks, before the room is disconnected', async () => {
  const far = new SignaledRoom();
  const track = new LocalDataTrack();
  const room = await far.join({ tracks: [track] }, () => far.enter('bob', subscribe(dataTrack('MT1'))));
  far.answerPublished();
  const order: string[] = [];
  room.on('trackRemoved', ({ sid }) => order.push(sid));
  room.on('disconnected', () => order.push('disconnected'));
  const ofAlice = record(room.localParticipant);

  room.disconnect();

  assert.deepEqual(order, ['MT1', 'disconnected']);
  assert.deepEqual(ofAlice, [['trackRemoved', track]]);
});

test('publishing adds and unpublishing removes a local track, at once', async () => {
  const far = new SignaledRoom();
  const { localParticipant } = await far.join();
  const events = record(localParticipant);
  const track = new LocalDataTrack();

  const publishing = localParticipant.publishTrack(track);
  assert.deepEqual(events, [['trackAdded', track]]);
  far.answerPublished();
  await publishing;
  localParticipant.publishTrack(track);
  localParticipant.unpublishTrack(track);
  localParticipant.unpublishTrack(track);

  assert.deepEqual(events, [['trackAdded', track], ['trackRemoved', track]]);
});

test('the plural methods and publications count as well', async () => {
  const far = new SignaledRoom();
  const { localParticipant } = await far.join();
  const events = record(localParticipant);
  const [one, two] = [new LocalDataTrack(), new LocalDataTrack()];

  const publishing = localParticipant.publishTracks([one, two]);
  far.answerPublished();
  const [publication] = await publishing;
  publication!.unpublish();
  localParticipant.unpublishTracks([two]);

  assert.deepEqual(events, [
    ['trackAdded', one], ['trackAdded', two], ['trackRemoved', one], ['trackRemoved', two],
  ]);
});

test('a local track that the server refuses is removed again', async () => {
  const far = new SignaledRoom();
  const { localParticipant } = await far.join();
  const events = record(localParticipant);
  const track = new LocalDataTrack();

  const publishing = localParticipant.publishTrack(track);
  far.answerPublished({ state: 'failed', error: { code: 53304, message: '' } });

  await assert.rejects(publishing, { code: 53304 });
  assert.deepEqual(events, [['trackAdded', track], ['trackRemoved', track]]);
});
