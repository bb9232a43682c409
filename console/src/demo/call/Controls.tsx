import { IconButton } from '../../ui/IconButton.tsx';
import type { Panel, Person } from './callState.ts';
import { SHORTCUT_KEYS } from './shortcuts.ts';

interface ControlsProps {
  self: Person;
  panel: Panel | null;
  unread: number;
  /** People in the call, oneself included. */
  count: number;
  onMicrophone: () => void;
  onCamera: () => void;
  onScreen: () => void;
  onPanel: (panel: Panel) => void;
  onLeave: () => void;
}

/** More than this is not counted on the badge. */
const MAX_BADGE = 9;

/** The bar of buttons of a call. */
export function Controls({
  self,
  panel,
  unread,
  count,
  onMicrophone,
  onCamera,
  onScreen,
  onPanel,
  onLeave,
}: ControlsProps) {
  const speaking = self.microphone === 'on';
  const showing = self.camera !== null;
  const sharing = self.screen !== null;
  return (
    <footer class="controls" aria-label="Call controls">
      <IconButton
        icon={speaking ? 'mic' : 'mic-off'}
        label={speaking ? 'Mute' : 'Unmute'}
        tone={speaking ? 'plain' : 'off'}
        shortcut={SHORTCUT_KEYS.microphone}
        testId="toggle-mic"
        onClick={onMicrophone}
      />
      <IconButton
        icon={showing ? 'camera' : 'camera-off'}
        label={showing ? 'Turn camera off' : 'Turn camera on'}
        tone={showing ? 'plain' : 'off'}
        shortcut={SHORTCUT_KEYS.camera}
        testId="toggle-camera"
        onClick={onCamera}
      />
      <IconButton
        icon={sharing ? 'screen-off' : 'screen'}
        label={sharing ? 'Stop sharing' : 'Share screen'}
        tone={sharing ? 'active' : 'plain'}
        shortcut={SHORTCUT_KEYS.screen}
        testId="toggle-screen"
        onClick={onScreen}
      />
      <IconButton
        icon="chat"
        label={unread > 0 ? `Chat, ${unread} unread` : 'Chat'}
        tone={panel === 'chat' ? 'active' : 'plain'}
        expanded={panel === 'chat'}
        shortcut={SHORTCUT_KEYS.chat}
        testId="toggle-chat"
        panel="chat"
        badge={
          unread > 0 && (
            <span class="badge badge-loud" data-testid="unread">
              {unread > MAX_BADGE ? `${MAX_BADGE}+` : unread}
            </span>
          )
        }
        onClick={() => onPanel('chat')}
      />
      <IconButton
        icon="people"
        label={`People, ${count}`}
        tone={panel === 'people' ? 'active' : 'plain'}
        expanded={panel === 'people'}
        shortcut={SHORTCUT_KEYS.people}
        testId="toggle-people"
        panel="people"
        badge={
          <span class="badge" data-testid="people-count">
            {count}
          </span>
        }
        onClick={() => onPanel('people')}
      />
      <IconButton icon="leave" label="Leave" tone="danger" testId="leave" onClick={onLeave} />
    </footer>
  );
}
