import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duration } from './duration.ts';

test('times read like those of a clock', () => {
  assert.equal(duration(0), '0:00');
  assert.equal(duration(7_999), '0:07');
  assert.equal(duration(247_000), '4:07');
  assert.equal(duration(3_847_000), '1:04:07');
  assert.equal(duration(-5), '0:00');
});
