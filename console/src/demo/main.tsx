import { render } from 'preact';
import '../ui/tokens.css';
import '../ui/base.css';
import { applyRememberedTheme } from '../ui/theme.ts';
import { App } from './App.tsx';

applyRememberedTheme();
render(<App />, document.getElementById('app')!);
