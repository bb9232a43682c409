import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSpeaking, loudness, smoothed } from './loudness.ts';

const tone = (amplitude: number) => Array.from({ length: 512 }, (_, i) => amplitude * Math.sin(i / 5));

test('silence is 0, shouting is 1, speaking is between', () => {
  assert.equal(loudness(new Float32Array(512)), 0);
  assert.equal(loudness(tone(1)), 1);
  assert.equal(loudness([]), 0);

  const speech = loudness(tone(0.05));
  assert.ok(speech > 0.3 && speech < 0.9, `${speech}`);
});

test('the level rises at once and falls slowly', () => {
  assert.equal(smoothed(0, 0.9), 0.9);
  assert.ok(smoothed(0.9, 0) > 0.5);
});

test('the mark does not flicker around its threshold', () => {
  assert.equal(isSpeaking(0.2, false), false);
  assert.equal(isSpeaking(0.2, true), true);
  assert.equal(isSpeaking(0.05, true), false);
});
