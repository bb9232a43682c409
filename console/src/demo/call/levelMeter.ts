import { isSpeaking, loudness, smoothed } from './loudness.ts';

/** Ten times a second looks alive and costs next to nothing. */
const PERIOD_MILLIS = 100;
/** About 10 ms of sound at 48 kHz: a sample of each period is enough for a light. */
const WINDOW_SAMPLES = 512;

interface Meter {
  readonly analyser: AnalyserNode;
  readonly source: MediaStreamAudioSourceNode;
  readonly samples: Float32Array<ArrayBuffer>;
  readonly onLevel: (level: number, speaking: boolean) => void;
  level: number;
  speaking: boolean;
}

const meters = new Set<Meter>();
let context: AudioContext | null = null;
let timer: ReturnType<typeof setInterval> | undefined;

/**
 * Reports how loud a track is, until the function returned is called. All tracks share one audio context and one
 * timer, which run only while somebody watches.
 *
 * @param onLevel is given the level from 0 to 1, and whether it counts as speaking
 */
export function watchLevel(track: MediaStreamTrack, onLevel: (level: number, speaking: boolean) => void): () => void {
  context ??= new AudioContext();
  void context.resume();
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = new AnalyserNode(context, { fftSize: WINDOW_SAMPLES });
  source.connect(analyser);
  const meter = { analyser, source, samples: new Float32Array(WINDOW_SAMPLES), onLevel, level: 0, speaking: false };
  meters.add(meter);
  timer ??= setInterval(measureAll, PERIOD_MILLIS);
  return () => {
    source.disconnect();
    meters.delete(meter);
    if (meters.size === 0) {
      clearInterval(timer);
      timer = undefined;
      void context?.suspend();
    }
  };
}

function measureAll(): void {
  meters.forEach((meter) => {
    meter.analyser.getFloatTimeDomainData(meter.samples);
    meter.level = smoothed(meter.level, loudness(meter.samples));
    meter.speaking = isSpeaking(meter.level, meter.speaking);
    meter.onLevel(meter.level, meter.speaking);
  });
}
