import { useEffect, useState } from 'preact/hooks';
import { duration } from './duration.ts';

/** How long the call has been going on. */
export function Clock({ sinceMillis }: { sinceMillis: number }) {
  const [nowMillis, setNowMillis] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMillis(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span class="clock" role="timer" aria-label="Length of the call">
      {duration(nowMillis - sinceMillis)}
    </span>
  );
}
