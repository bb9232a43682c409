import { useRef } from 'preact/hooks';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { useSize } from '../../ui/useSize.ts';
import { inviteLink } from '../join/answers.ts';
import type { Person } from './callState.ts';
import { layOut } from './layout.ts';
import { ScreenTile } from './ScreenTile.tsx';
import { Tile } from './Tile.tsx';

/** Everybody's picture and every shared screen. */
export function Stage({
  people,
  room,
  onStopSharing,
}: {
  people: readonly Person[];
  room: string;
  onStopSharing: () => void;
}) {
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area);
  // Others first: they are what one looks at.
  const ordered = [...people.filter((person) => !person.local), ...people.filter((person) => person.local)];
  const sharing = ordered.filter((person) => person.screen !== null);
  const layout = layOut(size, ordered.length, sharing.length);
  return (
    <div class="stage" ref={area} data-testid="stage" data-people={ordered.length}>
      {sharing.map((person, index) => (
        <ScreenTile key={`screen-${person.sid}`} person={person} place={layout.screens[index]} onStop={onStopSharing} />
      ))}
      {ordered.map((person, index) => (
        <Tile key={person.sid} person={person} place={layout.people[index]} />
      ))}
      {people.length === 1 && sharing.length === 0 && (
        <div class="alone">
          <p>
            <strong>You’re the only one here</strong>
            Send the link to whoever you want to talk to.
          </p>
          <CopyButton text={inviteLink(room)} label="Copy invite link" testId="copy-invite-alone" />
        </div>
      )}
    </div>
  );
}
