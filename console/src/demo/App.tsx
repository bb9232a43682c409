import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ThemeToggle } from '../ui/ThemeToggle.tsx';
import { Wordmark } from '../ui/Wordmark.tsx';
import './app.css';
import type { Call } from './call/call.ts';
import type { EndCause } from './call/callState.ts';
import { EndedScreen } from './ended/EndedScreen.tsx';
import { type LocalMedia, reopen } from './join/devices.ts';
import { JoinScreen } from './join/JoinScreen.tsx';
import { rememberAnswers } from './join/answers.ts';
import { fetchToken, JoinImpossible } from './server.ts';

/** What was asked for last: the place to come back to. */
interface Visit {
  readonly name: string;
  readonly room: string;
  readonly using: { microphone: boolean; camera: boolean };
}

type Page = typeof import('./call/page.ts');
type Screen =
  | { readonly kind: 'join' }
  | { readonly kind: 'call'; readonly call: Call; readonly CallScreen: Page['CallScreen'] }
  | { readonly kind: 'ended'; readonly cause: EndCause; readonly visit: Visit; readonly lastedMillis: number };

/** The demo call: join, call, end, and round again. */
export function App() {
  const [screen, setScreen] = useState<Screen>({ kind: 'join' });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const enter = async (visit: Visit, openMedia: () => Promise<LocalMedia>) => {
    setBusy(true);
    setProblem(null);
    rememberAnswers(visit.name, visit.room);
    try {
      const token = await fetchToken(visit.name, visit.room);
      const { CallScreen, endCauseOf, joinCall } = await loadPage();
      const media = await openMedia();
      try {
        setScreen({ kind: 'call', call: await joinCall(token, visit.room, media), CallScreen });
      } catch (error) {
        stop(media);
        setScreen({ kind: 'ended', cause: endCauseOf(error), visit, lastedMillis: 0 });
      }
    } catch (error) {
      if (!(error instanceof JoinImpossible)) {
        throw error;
      }
      setProblem(error.message);
    } finally {
      setBusy(false);
    }
  };

  switch (screen.kind) {
    case 'call':
      return (
        <screen.CallScreen
          call={screen.call}
          onEnded={(cause) => {
            const { call } = screen;
            const visit = { name: call.identity, room: call.roomName, using: call.using };
            setScreen({ kind: 'ended', cause, visit, lastedMillis: Date.now() - call.startedMillis });
          }}
        />
      );
    case 'ended':
      return (
        <Framed>
          <EndedScreen
            cause={screen.cause}
            room={screen.visit.room}
            lastedMillis={screen.lastedMillis}
            busy={busy}
            problem={problem}
            onAgain={() => void enter(screen.visit, () => reopen(screen.visit.using))}
            onBack={() => {
              setProblem(null);
              setScreen({ kind: 'join' });
            }}
          />
        </Framed>
      );
    case 'join':
      return (
        <Framed>
          <JoinScreen
            busy={busy}
            problem={problem}
            onJoin={(name, room, media) => {
              const using = { microphone: media.microphone !== null, camera: media.camera !== null };
              void enter({ name, room, using }, async () => media);
            }}
          />
        </Framed>
      );
  }
}

/** The SDK is most of this page's weight, so it comes only when somebody really joins. */
async function loadPage(): Promise<Page> {
  try {
    return await import('./call/page.ts');
  } catch {
    throw new JoinImpossible('The call page can’t be loaded. Check your connection and try again.');
  }
}

function stop(media: LocalMedia): void {
  media.microphone?.stop();
  media.camera?.stop();
}

function Framed({ children }: { children: ComponentChildren }) {
  return (
    <div class="frame">
      <header class="frame-head">
        <Wordmark />
        <ThemeToggle />
      </header>
      <main class="frame-main">{children}</main>
      <footer class="frame-foot">Open source and self-hosted · compatible with the twilio-video SDK</footer>
    </div>
  );
}
