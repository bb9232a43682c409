import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endReason } from './endReason.ts';

const failed = (code: number, message = 'Message of the server') => endReason({ kind: 'failed', code, message });

test('leaving and being removed are told apart', () => {
  assert.match(endReason({ kind: 'left' }).title, /You left/);
  assert.match(endReason({ kind: 'removed' }).title, /removed/);
});

test('the ends people meet have words of their own', () => {
  assert.match(failed(53118).title, /ended/);
  assert.match(failed(53205).text, /same name/);
  assert.match(failed(53105).title, /full/);
  assert.match(failed(53216).text, /longest time/);
  [53000, 53001, 53204].forEach((code) => assert.equal(failed(code).title, 'Connection lost'));
});

test('problems with the token show the code', () => {
  [20101, 20104, 20107].forEach((code) => {
    assert.match(failed(code).text, /access token/);
    assert.match(failed(code).text, new RegExp(`code ${code}`));
  });
});

test('an unknown code is shown with the text of the server, and no code is not shown as 0', () => {
  assert.equal(failed(59999, 'Odd thing').text, 'Odd thing (code 59999).');
  assert.equal(failed(0, 'Odd thing').text, 'Odd thing.');
});
