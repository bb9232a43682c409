/** What a key does during a call. */
export type Shortcut = 'microphone' | 'camera' | 'screen' | 'chat' | 'people' | 'close';

/** The key of each shortcut, as written on it. */
export const SHORTCUT_KEYS = {
  microphone: 'M',
  camera: 'V',
  screen: 'S',
  chat: 'C',
  people: 'P',
  close: 'Esc',
} as const satisfies Record<Shortcut, string>;

const BY_KEY: ReadonlyMap<string, Shortcut> = new Map([
  ['m', 'microphone'],
  ['v', 'camera'],
  ['s', 'screen'],
  ['c', 'chat'],
  ['p', 'people'],
  ['escape', 'close'],
]);

/** The part of a KeyboardEvent that decides. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
}

/** Which shortcut a key press means. While somebody types, letters are text; only Esc still closes. */
export function shortcutFor(press: KeyPress, typing: boolean): Shortcut | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.repeat) {
    return null;
  }
  const shortcut = BY_KEY.get(press.key.toLowerCase()) ?? null;
  return typing && shortcut !== 'close' ? null : shortcut;
}
