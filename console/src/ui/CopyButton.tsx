import { useEffect, useState } from 'preact/hooks';
import { copyText } from './clipboard.ts';
import { Icon } from './Icon.tsx';

/** How long the button says that it has worked. */
const CONFIRM_MILLIS = 2500;

/** A button that copies a text and says so. */
export function CopyButton({
  text,
  label,
  testId,
  quiet = false,
}: {
  text: string;
  label: string;
  testId?: string;
  quiet?: boolean;
}) {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  useEffect(() => {
    const timer = outcome === null ? undefined : setTimeout(() => setOutcome(null), CONFIRM_MILLIS);
    return () => clearTimeout(timer);
  }, [outcome]);
  return (
    <button
      type="button"
      class={quiet ? 'button button-quiet' : 'button button-secondary'}
      data-testid={testId}
      onClick={async () => setOutcome((await copyText(text)) ? 'copied' : 'failed')}
    >
      <Icon name={outcome === 'copied' ? 'check' : 'link'} />
      <span aria-live="polite">
        {outcome === 'copied' ? 'Link copied' : outcome === 'failed' ? 'Copy the address bar instead' : label}
      </span>
    </button>
  );
}
