import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locate, ownServer } from '../src/server.js';

const addresses = (base: string) => ({ wsServer: `${base}/signaling`, wsServerInsights: `${base}/v1/VideoEvents` });

for (const [server, base] of [
  ['https://video.example.org', 'wss://video.example.org'],
  ['https://video.example.org/', 'wss://video.example.org'],
  ['https://video.example.org:8443/calls', 'wss://video.example.org:8443/calls'],
  ['https://video.example.org/calls//', 'wss://video.example.org/calls'],
  ['http://localhost:8080', 'ws://localhost:8080'],
  ['http://[::1]:8080', 'ws://[::1]:8080'],
  ['HTTPS://Video.Example.org', 'wss://video.example.org'],
  ['wss://video.example.org/calls', 'wss://video.example.org/calls'],
  ['ws://localhost:8080/signaling', 'ws://localhost:8080'],
] as const) {
  test(`server ${server} is found at ${base}`, () => {
    assert.deepEqual(locate({ server }, undefined), addresses(base));
  });
}

test('server may be a URL object', () => {
  assert.deepEqual(locate({ server: new URL('https://a.example/b') }, undefined), addresses('wss://a.example/b'));
});

test('without any option the own server is used', () => {
  assert.deepEqual(locate({}, 'https://own.example/base'), addresses('wss://own.example/base'));
});

test('server wins over the own server', () => {
  assert.deepEqual(locate({ server: 'https://a.example' }, 'https://own.example'), addresses('wss://a.example'));
});

test('explicit addresses win over server and are left as they are', () => {
  const explicit = { wsServer: 'wss://s.example/x?y=z', wsServerInsights: 'wss://i.example/' };

  assert.deepEqual(locate({ server: 'https://a.example', ...explicit }, 'https://own.example'), explicit);
});

test('wsServer alone takes telemetry along', () => {
  assert.deepEqual(locate({ wsServer: 'wss://a.example/b/signaling?c=d' }, 'https://own.example'), {
    wsServer: 'wss://a.example/b/signaling?c=d',
    wsServerInsights: 'wss://a.example/b/v1/VideoEvents',
  });
});

test('wsServer beside server leaves telemetry with server', () => {
  assert.deepEqual(locate({ server: 'https://a.example', wsServer: 'wss://b.example/signaling' }, undefined), {
    wsServer: 'wss://b.example/signaling',
    wsServerInsights: 'wss://a.example/v1/VideoEvents',
  });
});

for (const [server, message] of [
  ['video.example.org', /"video\.example\.org", but it must start with https:\/\/ or http:\/\//],
  ['localhost:8080', /must start with https:\/\//],
  ['', /is "", but it must start with https:\/\//],
  ['https://', /not a valid URL/],
  ['https://a.example:99999', /not a valid URL/],
  ['ftp://a.example', /scheme must be https, http, wss or ws, not ftp/],
  ['https://a.example/?b=c', /no user name, query or fragment/],
  ['https://a.example/#b', /no user name, query or fragment/],
  ['https://user@a.example/', /no user name, query or fragment/],
  [8080, /is 8080, but it must be a string or a URL/],
] as const) {
  test(`server ${JSON.stringify(server)} is refused`, () => {
    assert.throws(() => locate({ server: server as string }, undefined), { name: 'TypeError', message });
  });
}

test('a page without a server is told what to do', () => {
  assert.throws(() => locate({}, undefined), { name: 'Error', message: /option "server"/ });
});

test('a wsServer that is no URL is named', () => {
  assert.throws(() => locate({ wsServer: '/signaling' }, undefined), { name: 'TypeError', message: /"wsServer"/ });
});

test('the own server is where the bundle came from, with its path', () => {
  const own = ownServer('https://video.example.org/calls/client/parley-video.js?v=1', 'https://app.example');

  assert.equal(own, 'https://video.example.org/calls');
});

test('a script that is not a server\'s bundle does not count: the page does', () => {
  assert.equal(ownServer('https://cdn.example/app.js', 'https://app.example'), 'https://app.example');
  assert.equal(ownServer('', 'https://app.example'), 'https://app.example');
  assert.equal(ownServer(undefined, 'http://localhost:8080'), 'http://localhost:8080');
});

test('a page without a host has no own server', () => {
  assert.equal(ownServer('file:///client/parley-video.js', 'null'), undefined);
  assert.equal(ownServer(undefined, undefined), undefined);
});
