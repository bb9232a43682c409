import { readLocal, writeLocal } from './localStore.ts';

export type Theme = 'light' | 'dark';

const STORAGE_KEY = 'parley.theme';

/** Puts the theme chosen earlier into effect; without one the page follows the system. */
export function applyRememberedTheme(): void {
  const chosen = read();
  if (chosen !== null) {
    document.documentElement.dataset['theme'] = chosen;
  }
}

/** The theme in effect now. */
export function currentTheme(): Theme {
  return read() ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

/** Switches to a theme and remembers it on this device. */
export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  writeLocal(STORAGE_KEY, theme);
}

function read(): Theme | null {
  const value = readLocal(STORAGE_KEY);
  return value === 'light' || value === 'dark' ? value : null;
}
