import { useEffect, useRef } from 'preact/hooks';
import { Avatar } from '../../ui/Avatar.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import type { DeviceKind } from './deviceProblem.ts';
import type { Device } from './devices.ts';

interface PreviewProps {
  name: string;
  microphone: Device;
  camera: Device;
  /** The devices are being handed over to a call. */
  busy: boolean;
  onToggle: (kind: DeviceKind) => void;
}

/** What the others will see, with the switches for microphone and camera. */
export function Preview({ name, microphone, camera, busy, onToggle }: PreviewProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current !== null) {
      video.current.srcObject = camera.track === null ? null : new MediaStream([camera.track]);
    }
  }, [camera.track]);

  return (
    <section class="preview" aria-label="Your camera">
      <video
        ref={video}
        class="mirrored"
        autoplay
        muted
        playsInline
        hidden={camera.track === null}
        data-testid="preview"
      />
      {camera.track === null && (
        <div class="preview-empty">
          {name.trim() !== '' && <Avatar name={name} />}
          <p>{emptyText(camera)}</p>
        </div>
      )}
      <div class="preview-controls">
        <Switch kind="microphone" device={microphone} busy={busy} onToggle={onToggle} />
        <Switch kind="camera" device={camera} busy={busy} onToggle={onToggle} />
      </div>
    </section>
  );
}

function emptyText(camera: Device): string {
  if (camera.status === 'opening') {
    return 'Waiting for your camera…';
  }
  return camera.problem === null ? 'Your camera is off' : 'No camera';
}

const ICONS = {
  microphone: { on: 'mic', off: 'mic-off' },
  camera: { on: 'camera', off: 'camera-off' },
} as const;

interface SwitchProps {
  kind: DeviceKind;
  device: Device;
  busy: boolean;
  onToggle: (kind: DeviceKind) => void;
}

function Switch({ kind, device, busy, onToggle }: SwitchProps) {
  const on = device.status === 'on';
  return (
    <IconButton
      icon={on || device.status === 'opening' ? ICONS[kind].on : ICONS[kind].off}
      label={`Turn ${kind} ${on ? 'off' : 'on'}`}
      tone={device.status === 'off' ? 'off' : 'plain'}
      disabled={busy || device.status === 'opening'}
      testId={kind === 'microphone' ? 'toggle-mic' : 'toggle-camera'}
      onClick={() => onToggle(kind)}
    />
  );
}
