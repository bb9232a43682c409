import type { Rect } from './layout.ts';

/** Inline style that puts a tile at its place; a tile without one yet is not shown. */
export function placeStyle(place: Rect | undefined): Record<string, string> {
  if (place === undefined) {
    return { visibility: 'hidden' };
  }
  return {
    visibility: 'visible',
    transform: `translate(${place.left}px, ${place.top}px)`,
    width: `${place.width}px`,
    height: `${place.height}px`,
  };
}
