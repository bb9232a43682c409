export type DeviceKind = 'microphone' | 'camera';

/** Why a microphone or camera is not available. */
export type DeviceProblem = 'denied' | 'missing' | 'busy' | 'insecure';

/** Sorts the errors of `getUserMedia` by their name (Media Capture and Streams, section 10.2). */
export function deviceProblem(errorName: string): DeviceProblem {
  switch (errorName) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    default:
      return 'busy';
  }
}

/** Says what is wrong with a device, and what can be done. */
export function problemText(kind: DeviceKind, problem: DeviceProblem): string {
  switch (problem) {
    case 'denied':
      return `Your browser blocks the ${kind} for this page. Allow it in the address bar to use it.`;
    case 'missing':
      return `No ${kind} was found on this device.`;
    case 'busy':
      return `The ${kind} can’t be started. Another app may be using it.`;
    case 'insecure':
      return `Browsers give pages the ${kind} only over https or on localhost.`;
  }
}

/** The same for both devices at once, in one sentence where they share the problem; `null` when both are fine. */
export function problemsText(microphone: DeviceProblem | null, camera: DeviceProblem | null): string | null {
  if (microphone !== null && microphone === camera) {
    return BOTH[microphone];
  }
  const texts = [
    ...(camera === null ? [] : [problemText('camera', camera)]),
    ...(microphone === null ? [] : [problemText('microphone', microphone)]),
  ];
  return texts.length === 0 ? null : texts.join(' ');
}

const BOTH: Record<DeviceProblem, string> = {
  denied: 'Your browser blocks microphone and camera for this page. You can join to listen and chat.',
  missing: 'No microphone or camera was found. You can join to listen and chat.',
  busy: 'Microphone and camera can’t be started; another app may be using them. You can join to listen and chat.',
  insecure:
    'Browsers give pages microphone and camera only over https or on localhost. You can join to listen and chat.',
};
