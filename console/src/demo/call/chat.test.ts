import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ChatMessage, cleanText, decodeChat, encodeChat, MAX_HISTORY, MAX_TEXT_LENGTH, remember } from './chat.ts';

test('what is encoded is decoded', () => {
  const payload = { text: 'Grüße 👋\nsecond line', timeMillis: 1_700_000_000_000 };

  assert.deepEqual(decodeChat(encodeChat(payload)), payload);
});

test('whatever is no chat message is ignored', () => {
  const strangers: unknown[] = [
    '',
    '{',
    'null',
    '[]',
    '"text"',
    '42',
    '{}',
    '{"text":"no time"}',
    '{"time":1}',
    '{"text":1,"time":1}',
    '{"text":"a","time":"1"}',
    '{"text":"  ","time":1}',
    '{"text":"far future","time":1e300}',
    '{"text":"a","time":null}',
    new ArrayBuffer(4),
    null,
    undefined,
    7,
  ];

  strangers.forEach((data) => assert.equal(decodeChat(data), null));
});

test('every truncation of a message is ignored', () => {
  const message = encodeChat({ text: 'hello', timeMillis: 1 });

  for (let length = 0; length < message.length; length++) {
    assert.equal(decodeChat(message.slice(0, length)), null);
  }
});

test('texts lose the blanks around them and what is beyond the limit', () => {
  assert.equal(cleanText('  hi \n'), 'hi');
  assert.equal(cleanText(' \n\t'), null);
  assert.equal(cleanText('x'.repeat(MAX_TEXT_LENGTH + 1))?.length, MAX_TEXT_LENGTH);
  assert.equal(decodeChat(JSON.stringify({ text: 'x'.repeat(100_000), time: 1 }))?.text.length, MAX_TEXT_LENGTH);
});

test('a full history forgets its oldest message', () => {
  const message = (id: number): ChatMessage => ({ id, identity: 'ada', own: false, text: 'x', timeMillis: 0 });
  let history: readonly ChatMessage[] = [];
  for (let id = 1; id <= MAX_HISTORY + 3; id++) {
    history = remember(history, message(id));
  }

  assert.equal(history.length, MAX_HISTORY);
  assert.equal(history[0]?.id, 4);
});
