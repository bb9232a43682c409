import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverOptions } from './server.ts';

test('the SDK is pointed at the server the page came from, as securely as the page', () => {
  assert.deepEqual(serverOptions({ protocol: 'https:', host: 'video.example.org' }), {
    wsServer: 'wss://video.example.org/signaling',
    wsServerInsights: 'wss://video.example.org/v1/VideoEvents',
  });
  assert.equal(serverOptions({ protocol: 'http:', host: 'localhost:8080' }).wsServer, 'ws://localhost:8080/signaling');
});
