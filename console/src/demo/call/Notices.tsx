import { useEffect } from 'preact/hooks';
import type { Notice } from './callState.ts';

const SHOWN_MILLIS = 5000;

/** Tells in passing who came and went; read out by screen readers. */
export function Notices({ notices, onExpired }: { notices: readonly Notice[]; onExpired: (id: number) => void }) {
  return (
    <div class="notices" role="status" aria-live="polite" data-testid="notices">
      {notices.map((notice) => (
        <OneNotice key={notice.id} notice={notice} onExpired={onExpired} />
      ))}
    </div>
  );
}

function OneNotice({ notice, onExpired }: { notice: Notice; onExpired: (id: number) => void }) {
  useEffect(() => {
    const timer = setTimeout(() => onExpired(notice.id), SHOWN_MILLIS);
    return () => clearTimeout(timer);
  }, [notice.id]);
  return <p class="notice">{notice.text}</p>;
}
