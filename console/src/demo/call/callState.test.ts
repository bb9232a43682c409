import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CallEvent, type CallState, joinedCall, type Person, reduceCall } from './callState.ts';

const ADA = person('ada', { local: true });
const BOB = person('bob');

function person(identity: string, more: Partial<Person> = {}): Person {
  return {
    sid: `PA-${identity}`,
    identity,
    local: false,
    connection: 'connected',
    microphone: 'on',
    audio: null,
    camera: null,
    screen: null,
    ...more,
  };
}

function after(events: readonly CallEvent[], start: CallState = joinedCall([ADA])): CallState {
  return events.reduce(reduceCall, start);
}

function chat(text: string, own = false): CallEvent {
  return { type: 'chatArrived', identity: own ? 'ada' : 'bob', payload: { text, timeMillis: 0 }, own };
}

const texts = (state: CallState) => state.notices.map((notice) => notice.text);

test('those who are there already are not announced, later ones are', () => {
  const start = joinedCall([ADA, BOB]);
  assert.deepEqual(start.notices, []);

  const state = after([{ type: 'personChanged', person: person('eve') }], start);
  assert.deepEqual(
    state.people.map(({ identity }) => identity),
    ['ada', 'bob', 'eve'],
  );
  assert.deepEqual(texts(state), ['eve joined']);
});

test('a changed person keeps their place and is not announced', () => {
  const state = after(
    [{ type: 'personChanged', person: person('ada', { local: true, microphone: 'off' }) }],
    joinedCall([ADA, BOB]),
  );

  assert.equal(state.people[0]?.microphone, 'off');
  assert.deepEqual(texts(state), []);
});

test('a screen is announced once, and not to its owner', () => {
  const screen = { mediaStreamTrack: {} as MediaStreamTrack, attach: () => undefined, detach: () => undefined };
  const sharing: CallEvent = { type: 'personChanged', person: person('bob', { screen }) };
  const own: CallEvent = { type: 'personChanged', person: person('ada', { local: true, screen }) };

  assert.deepEqual(texts(after([sharing, sharing, own], joinedCall([ADA, BOB]))), ['bob is sharing a screen']);
});

test('whoever leaves is gone and announced; a stranger leaving changes nothing', () => {
  const start = joinedCall([ADA, BOB]);
  const state = after([{ type: 'personLeft', sid: BOB.sid }], start);

  assert.deepEqual(state.people, [ADA]);
  assert.deepEqual(texts(state), ['bob left']);
  assert.equal(after([{ type: 'personLeft', sid: 'PA-nobody' }], start), start);
});

test('messages of others count as unread until the chat is opened', () => {
  const closed = after([chat('one'), chat('two'), chat('mine', true)]);
  assert.equal(closed.unread, 2);
  assert.deepEqual(
    closed.chat.map(({ text }) => text),
    ['one', 'two', 'mine'],
  );

  const open = after([{ type: 'panelToggled', panel: 'chat' }, chat('three')], closed);
  assert.equal(open.unread, 0);

  const people = after([{ type: 'panelToggled', panel: 'people' }, chat('four')], open);
  assert.equal(people.unread, 1);
});

test('one panel is open at a time, and its own button closes it', () => {
  const toggle = (panel: 'chat' | 'people'): CallEvent => ({ type: 'panelToggled', panel });

  assert.equal(after([toggle('chat'), toggle('people')]).panel, 'people');
  assert.equal(after([toggle('chat'), toggle('chat')]).panel, null);
  assert.equal(after([toggle('chat'), { type: 'panelClosed' }]).panel, null);
});

test('only the newest notices are kept, and each expires on its own', () => {
  const state = after(['one', 'two', 'three'].map((text) => ({ type: 'noticed', text })));
  assert.deepEqual(texts(state), ['two', 'three']);

  const [two] = state.notices;
  assert.deepEqual(texts(after([{ type: 'noticeExpired', id: two!.id }], state)), ['three']);
});

test('the connection comes and goes', () => {
  assert.equal(after([{ type: 'connectionLost' }]).phase, 'reconnecting');
  assert.equal(after([{ type: 'connectionLost' }, { type: 'connectionRestored' }]).phase, 'live');
});

test('nothing changes after the end', () => {
  const ended = after([{ type: 'ended', cause: { kind: 'left' } }]);

  assert.deepEqual(ended.endCause, { kind: 'left' });
  assert.equal(
    after([chat('late'), { type: 'connectionRestored' }, { type: 'ended', cause: { kind: 'removed' } }], ended),
    ended,
  );
});

test('sound is blocked until it is allowed', () => {
  assert.equal(after([{ type: 'soundBlocked' }]).soundBlocked, true);
  assert.equal(after([{ type: 'soundBlocked' }, { type: 'soundAllowed' }]).soundBlocked, false);
});
