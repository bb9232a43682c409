import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AVATAR_HUES, avatarHue, initials } from './initials.ts';

test('initials are those of the first and the last word', () => {
  assert.equal(initials('Ada Lovelace'), 'AL');
  assert.equal(initials('ada'), 'A');
  assert.equal(initials('Hedy Lamarr von Mandl'), 'HM');
  assert.equal(initials('jean-luc'), 'JL');
  assert.equal(initials('李明'), '李');
});

test('a name without letters still has something to show', () => {
  assert.equal(initials('  '), '?');
  assert.equal(initials('👋'), '?');
});

test('a name always has the same colour, and the colours are all used', () => {
  assert.equal(avatarHue('Ada'), avatarHue('Ada'));
  const hues = new Set(Array.from({ length: 200 }, (_, i) => avatarHue(`guest ${i}`)));
  assert.equal(hues.size, AVATAR_HUES);
});
