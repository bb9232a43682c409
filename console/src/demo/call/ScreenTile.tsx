import { Icon } from '../../ui/Icon.tsx';
import type { Person } from './callState.ts';
import type { Rect } from './layout.ts';
import { placeStyle } from './placeStyle.ts';
import { Video } from './Video.tsx';

interface ScreenTileProps {
  person: Person;
  place: Rect | undefined;
  onStop: () => void;
}

/** A shared screen. */
export function ScreenTile({ person, place, onStop }: ScreenTileProps) {
  if (person.screen === null) {
    return null;
  }
  return (
    <div
      class="tile tile-screen"
      role="group"
      aria-label={person.local ? 'Your shared screen' : `Screen of ${person.identity}`}
      style={placeStyle(place)}
      data-testid="screen"
      data-identity={person.identity}
    >
      {showsThisPage(person) ? (
        <p class="screen-own">
          <Icon name="screen" />
          Everybody sees your whole screen
        </p>
      ) : (
        <Video track={person.screen} />
      )}
      {person.local && (
        <button type="button" class="button button-danger screen-stop" data-testid="stop-screen" onClick={onStop}>
          Stop sharing
        </button>
      )}
      <span class="tile-label">
        <Icon name="screen" />
        <span>{person.local ? 'Your screen' : person.identity}</span>
      </span>
    </div>
  );
}

/** One's whole screen contains this page: shown here it would contain itself, without end. */
function showsThisPage(person: Person): boolean {
  return person.local && person.screen?.mediaStreamTrack.getSettings().displaySurface === 'monitor';
}
