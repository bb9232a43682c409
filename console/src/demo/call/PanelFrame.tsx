import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { IconButton } from '../../ui/IconButton.tsx';
import { SHORTCUT_KEYS } from './shortcuts.ts';

/** A panel beside the stage; on narrow screens it covers it. */
export function PanelFrame({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const id = useId();
  return (
    <aside class="panel" aria-labelledby={id}>
      <header class="panel-head">
        <h2 id={id}>{title}</h2>
        <IconButton
          icon="close"
          label="Close"
          shortcut={SHORTCUT_KEYS.close}
          tip="below"
          testId="close-panel"
          onClick={onClose}
        />
      </header>
      {children}
    </aside>
  );
}
