import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../ui/Icon.tsx';
import type { Person, Playable } from './callState.ts';

interface RemoteSoundProps {
  people: readonly Person[];
  /** The browser wants a click first. */
  blocked: boolean;
  onBlocked: () => void;
  onAllowed: () => void;
}

/** Plays everybody's sound, and asks for a click where the browser does not allow it without one. */
export function RemoteSound({ people, blocked, onBlocked, onAllowed }: RemoteSoundProps) {
  const root = useRef<HTMLDivElement>(null);

  const playAll = async () => {
    // Called within the click itself: some browsers count only that as permission.
    const elements = root.current?.querySelectorAll('audio') ?? [];
    const outcomes = await Promise.allSettled(Array.from(elements, (element) => element.play()));
    if (outcomes.every((outcome) => outcome.status === 'fulfilled')) {
      onAllowed();
    }
  };

  return (
    <div ref={root}>
      {people.map(
        (person) =>
          !person.local &&
          person.audio !== null && <Sound key={person.sid} track={person.audio} onBlocked={onBlocked} />,
      )}
      {blocked && (
        <button
          type="button"
          class="button button-primary sound-prompt"
          data-testid="sound-prompt"
          onClick={() => void playAll()}
        >
          <Icon name="sound" />
          Click to hear the others
        </button>
      )}
    </div>
  );
}

function Sound({ track, onBlocked }: { track: Playable; onBlocked: () => void }) {
  const element = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const audio = element.current;
    if (audio === null) {
      return;
    }
    track.attach(audio);
    audio.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') {
        onBlocked();
      }
    });
    return () => void track.detach(audio);
  }, [track]);
  return <audio ref={element} />;
}
