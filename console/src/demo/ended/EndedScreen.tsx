import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../ui/Icon.tsx';
import type { EndCause } from '../call/callState.ts';
import { duration } from '../call/duration.ts';
import { endReason } from './endReason.ts';
import './ended.css';

interface EndedScreenProps {
  cause: EndCause;
  room: string;
  /** How long the call was; 0 when it never began. */
  lastedMillis: number;
  busy: boolean;
  /** Why coming back has just failed, as a sentence. */
  problem: string | null;
  onAgain: () => void;
  onBack: () => void;
}

/** Says that a call is over and why, and offers the ways on. */
export function EndedScreen({ cause, room, lastedMillis, busy, problem, onAgain, onBack }: EndedScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const reason = endReason(cause);
  return (
    <section class="ended" data-testid="ended" data-code={cause.kind === 'failed' ? cause.code : undefined}>
      <span class={reason.trouble ? 'ended-mark ended-trouble' : 'ended-mark'}>
        <Icon name={reason.trouble ? 'warning' : 'leave'} />
      </span>
      <h1 ref={heading} tabIndex={-1}>
        {reason.title}
      </h1>
      <p data-testid="ended-reason">{reason.text}</p>
      <p class="ended-facts">
        <span>{room}</span>
        {lastedMillis > 0 && <span>{duration(lastedMillis)}</span>}
      </p>
      <div class="ended-buttons">
        <button
          type="button"
          class="button button-primary"
          data-testid="rejoin"
          aria-disabled={busy}
          onClick={() => !busy && onAgain()}
        >
          {busy ? (
            <>
              <span class="spinner" />
              Joining…
            </>
          ) : (
            reason.again
          )}
        </button>
        <button type="button" class="button button-secondary" data-testid="back" disabled={busy} onClick={onBack}>
          Back to start
        </button>
      </div>
      <p class="join-problem" role="alert">
        {problem !== null && (
          <>
            <Icon name="warning" />
            <span>{problem}</span>
          </>
        )}
      </p>
    </section>
  );
}
