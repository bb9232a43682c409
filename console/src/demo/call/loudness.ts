/** Quieter than this is shown as silence: the noise of a room, in decibels relative to full scale. */
const FLOOR_DB = -55;
/** Louder than this is shown as full: a person speaking up. */
const CEILING_DB = -18;
/** Hysteresis, so that the mark does not flicker between two words. */
const STARTS_SPEAKING = 0.25;
const STOPS_SPEAKING = 0.1;

/** How loud a piece of sound is, from 0 (silence) to 1. Samples are -1..1. */
export function loudness(samples: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i] ?? 0;
    sum += sample * sample;
  }
  const decibels = 10 * Math.log10(sum / Math.max(samples.length, 1));
  return Math.min(Math.max((decibels - FLOOR_DB) / (CEILING_DB - FLOOR_DB), 0), 1);
}

/** Falls slowly and rises at once, as meters do. */
export function smoothed(previous: number, current: number): number {
  return Math.max(current, previous * 0.8);
}

/** Whether somebody counts as speaking, given whether they did a moment ago. */
export function isSpeaking(level: number, before: boolean): boolean {
  return level > (before ? STOPS_SPEAKING : STARTS_SPEAKING);
}
