import { useEffect, useRef } from 'preact/hooks';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { useStore } from '../../ui/store.ts';
import { ThemeToggle } from '../../ui/ThemeToggle.tsx';
import { Wordmark } from '../../ui/Wordmark.tsx';
import { inviteLink } from '../join/answers.ts';
import type { Call } from './call.ts';
import './call.css';
import type { EndCause } from './callState.ts';
import { ChatPanel } from './ChatPanel.tsx';
import { Clock } from './Clock.tsx';
import { Controls } from './Controls.tsx';
import { Notices } from './Notices.tsx';
import { PeoplePanel } from './PeoplePanel.tsx';
import { RemoteSound } from './RemoteSound.tsx';
import { type Shortcut, shortcutFor } from './shortcuts.ts';
import { Stage } from './Stage.tsx';

/** A running call. */
export function CallScreen({ call, onEnded }: { call: Call; onEnded: (cause: EndCause) => void }) {
  const state = useStore(call.store);
  const { dispatch } = call.store;
  useEffect(() => {
    if (state.endCause !== null) {
      onEnded(state.endCause);
    }
  }, [state.endCause]);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    document.title = `${call.roomName} · Parley`;
    return () => {
      document.title = 'Parley';
    };
  }, [call]);
  useShortcuts(call);

  const [self] = state.people;
  if (self === undefined) {
    return null;
  }
  return (
    <div class="call" data-testid="call" data-phase={state.phase}>
      <header class="call-head">
        <Wordmark />
        <h1 class="call-room" ref={heading} tabIndex={-1} title={call.roomName}>
          {call.roomName}
        </h1>
        <Clock sinceMillis={call.startedMillis} />
        <span class="call-head-end">
          <CopyButton text={inviteLink(call.roomName)} label="Copy invite link" testId="copy-invite" quiet />
          <ThemeToggle />
        </span>
      </header>
      <main class="call-main">
        <div class="call-stage">
          {state.phase === 'reconnecting' && (
            <p class="banner" role="status" data-testid="banner">
              <span class="spinner" />
              <span>
                <strong>Reconnecting…</strong> The connection to the server was lost. Stay here, the call goes on as
                soon as it is back.
              </span>
            </p>
          )}
          <Stage people={state.people} room={call.roomName} onStopSharing={() => void call.toggleScreen()} />
          <RemoteSound
            people={state.people}
            blocked={state.soundBlocked}
            onBlocked={() => dispatch({ type: 'soundBlocked' })}
            onAllowed={() => dispatch({ type: 'soundAllowed' })}
          />
          <Notices notices={state.notices} onExpired={(id) => dispatch({ type: 'noticeExpired', id })} />
        </div>
        {state.panel === 'chat' && (
          <ChatPanel messages={state.chat} onSend={(text) => call.say(text)} onClose={() => closePanel(call)} />
        )}
        {state.panel === 'people' && (
          <PeoplePanel people={state.people} invite={inviteLink(call.roomName)} onClose={() => closePanel(call)} />
        )}
      </main>
      <Controls
        self={self}
        panel={state.panel}
        unread={state.unread}
        count={state.people.length}
        onMicrophone={() => void call.toggleMicrophone()}
        onCamera={() => void call.toggleCamera()}
        onScreen={() => void call.toggleScreen()}
        onPanel={(panel) => dispatch({ type: 'panelToggled', panel })}
        onLeave={() => call.leave()}
      />
    </div>
  );
}

/** Closes the open panel; the focus goes back to the button that opened it. */
function closePanel({ store }: Call): void {
  const { panel } = store.state;
  store.dispatch({ type: 'panelClosed' });
  document.querySelector<HTMLElement>(`[data-panel="${panel}"]`)?.focus();
}

/** Keys work anywhere on the page, except while somebody types. */
function useShortcuts(call: Call): void {
  useEffect(() => {
    const actions: Record<Shortcut, () => void> = {
      microphone: () => void call.toggleMicrophone(),
      camera: () => void call.toggleCamera(),
      screen: () => void call.toggleScreen(),
      chat: () => call.store.dispatch({ type: 'panelToggled', panel: 'chat' }),
      people: () => call.store.dispatch({ type: 'panelToggled', panel: 'people' }),
      close: () => closePanel(call),
    };
    const press = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && event.target.matches('input, textarea, select, [contenteditable]');
      const shortcut = shortcutFor(event, typing);
      if (shortcut !== null) {
        event.preventDefault();
        actions[shortcut]();
      }
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [call]);
}
