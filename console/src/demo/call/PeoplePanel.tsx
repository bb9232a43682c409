import { useEffect, useRef } from 'preact/hooks';
import { Avatar } from '../../ui/Avatar.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { Person } from './callState.ts';
import { PanelFrame } from './PanelFrame.tsx';

/** Who is in the call, and the way to bring in more. */
export function PeoplePanel({
  people,
  invite,
  onClose,
}: {
  people: readonly Person[];
  invite: string;
  onClose: () => void;
}) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => list.current?.focus(), []);
  return (
    <PanelFrame title={`People (${people.length})`} onClose={onClose}>
      <ul class="people-list" ref={list} tabIndex={0} aria-label="People in the call" data-testid="participants">
        {people.map((person) => (
          <Row key={person.sid} person={person} />
        ))}
      </ul>
      <div class="people-invite">
        <CopyButton text={invite} label="Copy invite link" testId="copy-invite-people" />
      </div>
    </PanelFrame>
  );
}

function Row({ person }: { person: Person }) {
  return (
    <li class="person" data-testid="participant" data-identity={person.identity} data-state={person.connection}>
      <Avatar name={person.identity} />
      <span class="person-name">
        <span>{person.identity}</span>
        <small>{standing(person)}</small>
      </span>
      {person.screen !== null && <Mark icon="screen" text="sharing a screen" />}
      <Mark
        icon={person.microphone === 'on' ? 'mic' : 'mic-off'}
        text={person.microphone === 'on' ? 'microphone on' : 'muted'}
      />
      <Mark
        icon={person.camera === null ? 'camera-off' : 'camera'}
        text={person.camera === null ? 'camera off' : 'camera on'}
      />
    </li>
  );
}

function standing(person: Person): string {
  const state = person.connection === 'reconnecting' ? 'Reconnecting…' : 'Connected';
  return person.local ? `${state} · you` : state;
}

function Mark({ icon, text }: { icon: 'screen' | 'mic' | 'mic-off' | 'camera' | 'camera-off'; text: string }) {
  return (
    <span class="person-mark" role="img" aria-label={text} title={text} data-icon={icon}>
      <Icon name={icon} />
    </span>
  );
}
