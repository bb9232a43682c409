import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceProblem, problemsText, problemText } from './deviceProblem.ts';

test('errors of the browser are sorted by what can be done about them', () => {
  assert.equal(deviceProblem('NotAllowedError'), 'denied');
  assert.equal(deviceProblem('NotFoundError'), 'missing');
  assert.equal(deviceProblem('NotReadableError'), 'busy');
  assert.equal(deviceProblem('SomethingNew'), 'busy');
});

test('a problem that both devices share is told once', () => {
  assert.match(problemsText('denied', 'denied') ?? '', /microphone and camera/);
});

test('different problems are all told, and none is none', () => {
  assert.equal(problemsText(null, null), null);
  assert.equal(problemsText(null, 'missing'), problemText('camera', 'missing'));
  assert.equal(
    problemsText('busy', 'denied'),
    `${problemText('camera', 'denied')} ${problemText('microphone', 'busy')}`,
  );
});
