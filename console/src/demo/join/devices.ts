import { useEffect, useRef, useState } from 'preact/hooks';
import { deviceProblem, type DeviceKind, type DeviceProblem } from './deviceProblem.ts';

/** What a call starts with. */
export interface LocalMedia {
  readonly microphone: MediaStreamTrack | null;
  readonly camera: MediaStreamTrack | null;
}

/** A microphone or camera on the join screen. */
export interface Device {
  readonly status: 'opening' | 'on' | 'off';
  readonly track: MediaStreamTrack | null;
  /** Why the last attempt to open it failed. */
  readonly problem: DeviceProblem | null;
}

/** 720p is what a tile can show; the browser may give less. */
const CAMERA: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};
const MICROPHONE: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

type Opened = MediaStreamTrack | DeviceProblem;

/** Opens one device: its track, or why there is none. */
export async function openDevice(kind: DeviceKind): Promise<Opened> {
  const constraints = kind === 'camera' ? { video: CAMERA } : { audio: MICROPHONE };
  try {
    const stream = await getMedia(constraints);
    return stream.getTracks()[0] ?? 'missing';
  } catch (error) {
    return sort(error);
  }
}

/** Opens both devices with a single question to the person, or one by one when they cannot be had together. */
async function openBoth(): Promise<{ microphone: Opened; camera: Opened }> {
  try {
    const stream = await getMedia({ audio: MICROPHONE, video: CAMERA });
    return { microphone: stream.getAudioTracks()[0] ?? 'missing', camera: stream.getVideoTracks()[0] ?? 'missing' };
  } catch {
    return { microphone: await openDevice('microphone'), camera: await openDevice('camera') };
  }
}

/** Opens again what an earlier call had; devices that are gone by now are simply left out. */
export async function reopen(wanted: { microphone: boolean; camera: boolean }): Promise<LocalMedia> {
  const open = async (kind: DeviceKind) => {
    const opened = wanted[kind] ? await openDevice(kind) : 'missing';
    return typeof opened === 'string' ? null : opened;
  };
  return { microphone: await open('microphone'), camera: await open('camera') };
}

class InsecurePage extends Error {}

async function getMedia(constraints: MediaStreamConstraints): Promise<MediaStream> {
  if (!('mediaDevices' in navigator)) {
    throw new InsecurePage();
  }
  return navigator.mediaDevices.getUserMedia(constraints);
}

function sort(error: unknown): DeviceProblem {
  if (error instanceof InsecurePage) {
    return 'insecure';
  }
  return deviceProblem(error instanceof DOMException ? error.name : '');
}

function toDevice(opened: Opened): Device {
  return typeof opened === 'string'
    ? { status: 'off', track: null, problem: opened }
    : { status: 'on', track: opened, problem: null };
}

const OPENING: Device = { status: 'opening', track: null, problem: null };
const OFF: Device = { status: 'off', track: null, problem: null };

/**
 * The microphone and camera of the join screen, opened at once so that people see themselves before they join.
 * Switching one off releases the device, so that its light goes out.
 */
export function useDevices(): { microphone: Device; camera: Device; toggle: (kind: DeviceKind) => void } {
  const [devices, setDevices] = useState<Record<DeviceKind, Device>>({ microphone: OPENING, camera: OPENING });
  const mounted = useRef(true);

  useEffect(() => {
    void openBoth().then(({ microphone, camera }) => {
      if (mounted.current) {
        setDevices({ microphone: toDevice(microphone), camera: toDevice(camera) });
      } else {
        [microphone, camera].forEach(release);
      }
    });
    return () => {
      mounted.current = false;
    };
  }, []);

  const toggle = (kind: DeviceKind) => {
    const device = devices[kind];
    if (device.status === 'on') {
      device.track?.stop();
      setDevices({ ...devices, [kind]: OFF });
    } else if (device.status === 'off') {
      setDevices({ ...devices, [kind]: OPENING });
      void openDevice(kind).then((opened) => setDevices((now) => ({ ...now, [kind]: toDevice(opened) })));
    }
  };

  return { ...devices, toggle };
}

function release(opened: Opened): void {
  if (typeof opened !== 'string') {
    opened.stop();
  }
}
