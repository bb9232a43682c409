/** A place in the stage, in CSS pixels from its top left corner. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Width and height of an area, in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The shapes a tile may take, as width divided by height. */
interface AspectRange {
  readonly min: number;
  readonly max: number;
}

/** Space between tiles, in CSS pixels. */
export const GAP = 10;

const WIDE = 16 / 9;
/** Cameras deliver 16:9; cutting the picture to less than 4:3 in a wide window loses too much of it. */
const PEOPLE_IN_WIDE_AREA: AspectRange = { min: 4 / 3, max: WIDE };
/** On an upright phone tall tiles are what fits. */
const PEOPLE_IN_TALL_AREA: AspectRange = { min: 3 / 4, max: WIDE };
/** A shared screen is shown whole, so its tile takes all there is. */
const ANY_SHAPE: AspectRange = { min: 0, max: Infinity };

/** How much of the stage the people may take beside a shared screen, in CSS pixels. */
const MIN_STRIP_WIDTH = 120;
const MAX_STRIP_WIDTH = 260;
const MIN_STRIP_HEIGHT = 84;
const MAX_STRIP_HEIGHT = 220;

/**
 * Places `count` equal tiles in an area so that each is as large as possible. The last row is centred when it is not
 * full, and the whole grid is centred in the area.
 */
export function fitGrid(count: number, area: Size, aspects: AspectRange): Rect[] {
  if (count === 0 || area.width <= 0 || area.height <= 0) {
    return [];
  }
  let columns = 1;
  let tile: Size = { width: 0, height: 0 };
  for (let candidate = 1; candidate <= count; candidate++) {
    const size = tileSize(candidate, Math.ceil(count / candidate), area, aspects);
    if (size.width * size.height > tile.width * tile.height) {
      tile = size;
      columns = candidate;
    }
  }
  return placeRows(count, columns, tile, area);
}

function tileSize(columns: number, rows: number, area: Size, aspects: AspectRange): Size {
  const width = Math.max(0, (area.width - GAP * (columns - 1)) / columns);
  const height = Math.max(0, (area.height - GAP * (rows - 1)) / rows);
  const aspect = Math.min(Math.max(width / height, aspects.min), aspects.max);
  return {
    width: Math.floor(Math.min(width, height * aspect)),
    height: Math.floor(Math.min(height, width / aspect)),
  };
}

function placeRows(count: number, columns: number, tile: Size, area: Size): Rect[] {
  const rows = Math.ceil(count / columns);
  const top = (area.height - rows * tile.height - (rows - 1) * GAP) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = (area.width - inRow * tile.width - (inRow - 1) * GAP) / 2;
    return {
      left: Math.round(left + (index % columns) * (tile.width + GAP)),
      top: Math.round(top + row * (tile.height + GAP)),
      ...tile,
    };
  });
}

/** Where everything goes: shared screens and people, each in the order given. */
export interface Layout {
  readonly screens: readonly Rect[];
  readonly people: readonly Rect[];
}

/**
 * Lays the stage out. Without a shared screen the people fill it; with one, the screen has the stage and the people
 * move into a strip beside it, or below it where the stage is taller than wide. What the strip does not need goes to
 * the screen.
 */
export function layOut(area: Size, people: number, screens: number): Layout {
  const wide = area.width >= area.height;
  const aspects = wide ? PEOPLE_IN_WIDE_AREA : PEOPLE_IN_TALL_AREA;
  if (screens === 0) {
    return { screens: [], people: fitGrid(people, area, aspects) };
  }
  if (wide) {
    const width = clamp(area.width * 0.2, MIN_STRIP_WIDTH, MAX_STRIP_WIDTH);
    const strip = fitGrid(people, { width, height: area.height }, aspects);
    const left = Math.min(...strip.map((tile) => tile.left));
    const right = Math.max(...strip.map((tile) => tile.left + tile.width));
    const stage = { width: area.width - (right - left) - GAP, height: area.height };
    return {
      screens: fitGrid(screens, stage, ANY_SHAPE),
      people: strip.map((tile) => ({ ...tile, left: Math.round(tile.left - left + stage.width + GAP) })),
    };
  }
  const height = clamp(area.height * 0.24, MIN_STRIP_HEIGHT, MAX_STRIP_HEIGHT);
  const strip = fitGrid(people, { width: area.width, height }, aspects);
  const top = Math.min(...strip.map((tile) => tile.top));
  const bottom = Math.max(...strip.map((tile) => tile.top + tile.height));
  const stage = { width: area.width, height: area.height - (bottom - top) - GAP };
  return {
    screens: fitGrid(screens, stage, ANY_SHAPE),
    people: strip.map((tile) => ({ ...tile, top: Math.round(tile.top - top + stage.height + GAP) })),
  };
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
