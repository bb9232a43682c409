import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_NAME_LENGTH, MAX_ROOM_LENGTH, nameProblem, roomProblem, suggestRoom } from './names.ts';

test('names of all languages are fine', () => {
  ['Ada', ' Ada Lovelace ', '李明', 'Ольга', 'O’Brien-Smith 3'].forEach((name) =>
    assert.equal(nameProblem(name), null),
  );
  assert.equal(roomProblem('daily stand-up / team 7'), null);
});

test('empty, long and unprintable names are explained', () => {
  assert.match(nameProblem('  ') ?? '', /Enter the name/);
  assert.match(roomProblem('') ?? '', /Enter a room/);
  assert.match(nameProblem('x'.repeat(MAX_NAME_LENGTH + 1)) ?? '', /61 of 60/);
  assert.match(roomProblem('x'.repeat(MAX_ROOM_LENGTH + 1)) ?? '', /too long/);
  assert.match(roomProblem('a\u0007b') ?? '', /can’t be shown/);
});

test('suggested rooms are valid and easy to say, at both ends of the dice', () => {
  assert.equal(
    suggestRoom(() => 0),
    'amber-badger-10',
  );
  assert.equal(
    suggestRoom(() => 0.999),
    'warm-wren-99',
  );
  assert.equal(roomProblem(suggestRoom()), null);
});
