import { useState } from 'preact/hooks';
import { IconButton } from './IconButton.tsx';
import { chooseTheme, currentTheme } from './theme.ts';

/** Switches between the light and the dark theme. */
export function ThemeToggle() {
  const [theme, setTheme] = useState(currentTheme);
  const next = theme === 'dark' ? 'light' : 'dark';
  return (
    <IconButton
      icon={next === 'light' ? 'sun' : 'moon'}
      label={`Switch to ${next} theme`}
      tip="below"
      testId="toggle-theme"
      onClick={() => {
        chooseTheme(next);
        setTheme(next);
      }}
    />
  );
}
