import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SHORTCUT_KEYS, type Shortcut, shortcutFor } from './shortcuts.ts';

function press(key: string, more: object = {}) {
  return { key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...more };
}

test('every key that is shown works, in upper and lower case', () => {
  for (const [shortcut, key] of Object.entries(SHORTCUT_KEYS) as [Shortcut, string][]) {
    const pressed = key === 'Esc' ? 'Escape' : key;
    assert.equal(shortcutFor(press(pressed), false), shortcut);
    assert.equal(shortcutFor(press(pressed.toLowerCase()), false), shortcut);
  }
});

test('while somebody types only Esc means something', () => {
  assert.equal(shortcutFor(press('m'), true), null);
  assert.equal(shortcutFor(press('Escape'), true), 'close');
});

test('the shortcuts of browser and system are left alone', () => {
  assert.equal(shortcutFor(press('c', { ctrlKey: true }), false), null);
  assert.equal(shortcutFor(press('v', { metaKey: true }), false), null);
  assert.equal(shortcutFor(press('s', { altKey: true }), false), null);
});

test('a key held down acts once, and other keys never', () => {
  assert.equal(shortcutFor(press('m', { repeat: true }), false), null);
  assert.equal(shortcutFor(press('x'), false), null);
});
