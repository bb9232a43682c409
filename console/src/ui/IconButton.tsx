import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './Icon.tsx';

interface IconButtonProps {
  icon: IconName;
  /** What a press does; read out, and shown as a tooltip. */
  label: string;
  onClick: () => void;
  /** Key that does the same, shown in the tooltip. */
  shortcut?: string;
  testId?: string;
  /** For buttons that open something. */
  expanded?: boolean;
  tone?: 'plain' | 'off' | 'active' | 'danger';
  /** On which side of the button the tooltip has room. */
  tip?: 'above' | 'below';
  /** A small mark on the corner, such as a count. */
  badge?: ComponentChildren;
  disabled?: boolean;
  /** Name of the panel it opens, by which the focus finds back to it. */
  panel?: string;
}

/** A round button that shows an icon only. */
export function IconButton({
  icon,
  label,
  onClick,
  shortcut,
  testId,
  expanded,
  tone = 'plain',
  tip = 'above',
  badge,
  disabled = false,
  panel,
}: IconButtonProps) {
  return (
    <button
      type="button"
      class={`icon-button tone-${tone}`}
      aria-label={label}
      aria-expanded={expanded}
      aria-keyshortcuts={shortcut}
      data-testid={testId}
      data-panel={panel}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
      {badge}
      <span class={`tip tip-${tip}`} aria-hidden="true">
        {label}
        {shortcut !== undefined && <kbd>{shortcut}</kbd>}
      </span>
    </button>
  );
}
