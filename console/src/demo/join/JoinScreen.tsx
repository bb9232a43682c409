import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { Icon } from '../../ui/Icon.tsx';
import { firstAnswers } from './answers.ts';
import { problemsText } from './deviceProblem.ts';
import { type LocalMedia, useDevices } from './devices.ts';
import './join.css';
import { MAX_NAME_LENGTH, MAX_ROOM_LENGTH, nameProblem, roomProblem, suggestRoom } from './names.ts';
import { Preview } from './Preview.tsx';

interface JoinScreenProps {
  busy: boolean;
  /** Why joining has just failed, as a sentence. */
  problem: string | null;
  onJoin: (name: string, room: string, media: LocalMedia) => void;
}

/** Where people see themselves, say who they are, and choose a room. */
export function JoinScreen({ busy, problem, onJoin }: JoinScreenProps) {
  const [first] = useState(() => firstAnswers(new URLSearchParams(location.search)));
  const [name, setName] = useState(first.name);
  const [room, setRoom] = useState(first.room);
  const [checked, setChecked] = useState(false);
  const nameInput = useRef<HTMLInputElement>(null);
  const roomInput = useRef<HTMLInputElement>(null);
  const { microphone, camera, toggle } = useDevices();

  const opening = microphone.status === 'opening' || camera.status === 'opening';
  const nameError = checked ? nameProblem(name) : null;
  const roomError = checked ? roomProblem(room) : null;

  const submit = (event: Event) => {
    event.preventDefault();
    setChecked(true);
    if (nameProblem(name) !== null) {
      nameInput.current?.focus();
    } else if (roomProblem(room) !== null) {
      roomInput.current?.focus();
    } else if (!busy && !opening) {
      onJoin(name.trim(), room.trim(), { microphone: microphone.track, camera: camera.track });
    }
  };

  return (
    <div class="join">
      <Preview name={name} microphone={microphone} camera={camera} busy={busy} onToggle={toggle} />
      <form class="join-form" noValidate onSubmit={submit}>
        <h1>{first.invited ? 'You’re invited' : 'Start a call'}</h1>
        <p class="join-lead">
          {first.invited ? (
            <>
              Join <strong>{first.room}</strong> right here in the browser.
            </>
          ) : (
            'Pick a room and share its link. Whoever opens it is in the call with you.'
          )}
        </p>
        <Field label="Your name" error={nameError}>
          {(ids) => (
            <input
              {...ids}
              ref={nameInput}
              data-testid="name-input"
              value={name}
              maxLength={MAX_NAME_LENGTH}
              autoComplete="name"
              placeholder="Ada"
              onInput={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label="Room" error={roomError}>
          {(ids) => (
            <span class="field-row">
              <input
                {...ids}
                ref={roomInput}
                data-testid="room-input"
                value={room}
                maxLength={MAX_ROOM_LENGTH}
                autoComplete="off"
                autoCapitalize="none"
                spellcheck={false}
                onInput={(event) => setRoom(event.currentTarget.value)}
              />
              <button
                type="button"
                class="field-button"
                aria-label="Suggest another room name"
                title="Suggest another room name"
                data-testid="suggest-room"
                onClick={() => setRoom(suggestRoom())}
              >
                <Icon name="shuffle" />
              </button>
            </span>
          )}
        </Field>
        <button
          type="submit"
          class="button button-primary join-button"
          data-testid="join"
          aria-disabled={busy || opening}
        >
          {busy ? (
            <>
              <span class="spinner" />
              Joining…
            </>
          ) : opening ? (
            'Waiting for your devices…'
          ) : (
            'Join call'
          )}
        </button>
        <p class="join-problem" role="alert" data-testid="join-error">
          {problem !== null && (
            <>
              <Icon name="warning" />
              <span>{problem}</span>
            </>
          )}
        </p>
        <p class="join-hint" role="status" data-testid="device-problem">
          {problemsText(microphone.problem, camera.problem)}
        </p>
      </form>
    </div>
  );
}

interface FieldProps {
  label: string;
  error: string | null;
  /** Draws the input, which must carry the attributes given. */
  children: (attributes: { id: string; 'aria-invalid': boolean; 'aria-describedby': string }) => ComponentChildren;
}

function Field({ label, error, children }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, 'aria-invalid': error !== null, 'aria-describedby': `${id}-error` })}
      <span class="field-error" id={`${id}-error`} role="alert">
        {error}
      </span>
    </div>
  );
}
