import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitGrid, GAP, layOut, type Rect, type Size } from './layout.ts';

const DESKTOP: Size = { width: 1256, height: 666 };
const PHONE: Size = { width: 344, height: 620 };
const SHORT: Size = { width: 716, height: 290 };
const AREAS = [DESKTOP, PHONE, SHORT, { width: 304, height: 450 }, { width: 500, height: 500 }];

function overlap(a: Rect, b: Rect): boolean {
  return a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;
}

function assertTidy(rects: readonly Rect[], area: Size): void {
  rects.forEach((rect, index) => {
    assert.ok(rect.width > 0 && rect.height > 0, `tile ${index} is empty`);
    assert.ok(rect.left >= 0 && rect.top >= 0, `tile ${index} starts outside`);
    assert.ok(
      rect.left + rect.width <= area.width + 1 && rect.top + rect.height <= area.height + 1,
      `tile ${index} ends outside`,
    );
    rects.slice(index + 1).forEach((other) => assert.ok(!overlap(rect, other), `tile ${index} is covered`));
  });
}

test('tiles never overlap or leave the area, for 1 to 10 people with and without screens', () => {
  for (const area of AREAS) {
    for (let people = 1; people <= 10; people++) {
      for (let screens = 0; screens <= 2; screens++) {
        const layout = layOut(area, people, screens);

        assert.equal(layout.people.length, people);
        assert.equal(layout.screens.length, screens);
        assertTidy([...layout.people, ...layout.screens], area);
      }
    }
  }
});

test('all people get tiles of one size and a bearable shape', () => {
  for (const area of AREAS) {
    for (let people = 1; people <= 10; people++) {
      const [first, ...others] = layOut(area, people, 0).people;
      assert.ok(first);
      others.forEach((tile) => assert.deepEqual([tile.width, tile.height], [first.width, first.height]));
      const aspect = first.width / first.height;
      assert.ok(aspect > 0.74 && aspect < 1.8, `${people} people in ${area.width}x${area.height}: aspect ${aspect}`);
    }
  }
});

test('two people sit side by side in a wide window and one above the other on a phone', () => {
  const [left, right] = layOut(DESKTOP, 2, 0).people;
  assert.equal(left?.top, right?.top);

  const [above, below] = layOut(PHONE, 2, 0).people;
  assert.equal(above?.left, below?.left);
});

test('a last row that is not full is centred', () => {
  const tiles = layOut(DESKTOP, 7, 0).people;
  const last = tiles[6];
  assert.ok(last);

  assert.ok(Math.abs(last.left + last.width / 2 - DESKTOP.width / 2) <= 1);
});

test('the shared screen gets most of the stage and touches the strip', () => {
  const wide = layOut(DESKTOP, 3, 1);
  assert.ok(wide.screens[0]!.width > DESKTOP.width * 0.7);
  assert.equal(wide.people[0]!.left - (wide.screens[0]!.left + wide.screens[0]!.width), GAP);

  const tall = layOut(PHONE, 3, 1);
  assert.ok(tall.screens[0]!.height > PHONE.height * 0.7);
});

test('a strip of many small tiles leaves its rest to the screen', () => {
  const few = layOut(DESKTOP, 2, 1).screens[0]!;
  const many = layOut(DESKTOP, 8, 1).screens[0]!;

  assert.ok(many.width > few.width);
});

test('an area of unknown size has no tiles', () => {
  assert.deepEqual(fitGrid(3, { width: 0, height: 0 }, { min: 1, max: 2 }), []);
});
