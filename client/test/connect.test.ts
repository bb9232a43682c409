import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as video from '../src/index.js';
import { connect, runPreflight } from '../src/connect.js';
import { SignaledRoom } from './signaled-room.js';

test('the SDK is sent to the server and gets every other option', async () => {
  const far = new SignaledRoom();

  await far.join({ server: 'https://video.example.org/calls', name: 'r', maxAudioBitrate: 16_000 });

  assert.equal(far.wsServer, 'wss://video.example.org/calls/signaling');
  assert.equal(far.options.wsServerInsights, 'wss://video.example.org/calls/v1/VideoEvents');
  assert.equal(far.options.name, 'r');
  assert.equal(far.options.maxAudioBitrate, 16_000);
  assert.equal('server' in far.options, false);
});

test('the options of the caller are left alone', async () => {
  const options = Object.freeze(new SignaledRoom().connectOptions({ server: 'https://video.example.org' }));

  await connect('token', options);
});

test('connecting can be cancelled', async () => {
  const connecting = connect('token', new SignaledRoom().connectOptions({ server: 'https://video.example.org' }));

  connecting.cancel();

  await assert.rejects(connecting, { message: 'Canceled' });
});

test('a bad server rejects, and can be cancelled in vain', async () => {
  const connecting = connect('token', { server: 'video.example.org' });

  connecting.cancel();

  await assert.rejects(connecting, { name: 'TypeError', message: /option "server"/ });
});

test('what the SDK refuses is refused', async () => {
  await assert.rejects(async () => connect(42 as unknown as string, { server: 'https://video.example.org' }),
    { name: 'TypeError', message: /token must be a string/ });
});

test('preflight throws for a bad server', () => {
  assert.throws(() => runPreflight('token', { server: 'video.example.org' }), { name: 'TypeError' });
});

test('all names of the SDK are there, by name and in the default export', async () => {
  const sdk: object = (await import('twilio-video')).default;

  for (const name of Object.keys(sdk)) {
    assert.ok(name in video, name);
    assert.ok(name in video.default, name);
  }
  assert.equal(video.LocalDataTrack, (sdk as typeof video).LocalDataTrack);
  assert.equal(video.default.connect, connect);
});
