import { useEffect, useRef } from 'preact/hooks';
import { Avatar } from '../../ui/Avatar.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { Person } from './callState.ts';
import type { Rect } from './layout.ts';
import { watchLevel } from './levelMeter.ts';
import { placeStyle } from './placeStyle.ts';
import { Video } from './Video.tsx';

/** One participant on the stage. */
export function Tile({ person, place }: { person: Person; place: Rect | undefined }) {
  const tile = useRef<HTMLDivElement>(null);
  const audible = person.microphone === 'on' ? person.audio : null;

  useEffect(() => {
    const element = tile.current;
    if (audible === null || element === null) {
      return;
    }
    // Written straight to the element: ten times a second is too often for a rendering.
    const stop = watchLevel(audible.mediaStreamTrack, (level, speaking) => {
      element.style.setProperty('--level', level.toFixed(2));
      element.toggleAttribute('data-speaking', speaking);
    });
    return () => {
      stop();
      element.removeAttribute('data-speaking');
    };
  }, [audible]);

  const reconnecting = person.connection === 'reconnecting';
  const silent = person.microphone !== 'on';
  return (
    <div
      ref={tile}
      class="tile"
      role="group"
      aria-label={describe(person)}
      title={person.identity}
      style={placeStyle(place)}
      data-testid="tile"
      data-identity={person.identity}
      data-state={person.connection}
      data-local={person.local}
      data-microphone={person.microphone}
      data-camera={person.camera === null ? 'off' : 'on'}
    >
      <Avatar name={person.identity} />
      {person.camera !== null && <Video track={person.camera} mirrored={person.local} />}
      {reconnecting && (
        <span class="tile-badge">
          <span class="spinner" />
          <span class="tile-badge-text">Reconnecting</span>
        </span>
      )}
      <span class="tile-label">
        {silent && <Icon name="mic-off" />}
        <span>{person.local ? `${person.identity} (you)` : person.identity}</span>
      </span>
    </div>
  );
}

function describe(person: Person): string {
  const facts = [
    person.local ? `${person.identity}, you` : person.identity,
    person.microphone === 'on' ? null : 'muted',
    person.camera === null ? 'camera off' : null,
    person.connection === 'reconnecting' ? 'reconnecting' : null,
  ];
  return facts.filter((fact) => fact !== null).join(', ');
}
