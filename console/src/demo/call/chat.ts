/** Longest text of one chat message, in UTF-16 units (what a text field counts). */
export const MAX_TEXT_LENGTH = 500;

/** How many messages are kept; older ones are forgotten. */
export const MAX_HISTORY = 200;

/** A chat message as it is shown. */
export interface ChatMessage {
  /** Unique and growing within one call. */
  readonly id: number;
  readonly identity: string;
  readonly own: boolean;
  readonly text: string;
  /** When it was written, in milliseconds since 1970 on the writer's clock. */
  readonly timeMillis: number;
}

/** A chat message as it travels over the data track. */
export interface ChatPayload {
  readonly text: string;
  readonly timeMillis: number;
}

/** Text as it may be sent, without blanks around it and cut to the limit; `null` when nothing is left. */
export function cleanText(text: string): string | null {
  const clean = text.trim().slice(0, MAX_TEXT_LENGTH);
  return clean === '' ? null : clean;
}

/** The wire form: `{"text": string, "time": milliseconds since 1970}`. */
export function encodeChat(payload: ChatPayload): string {
  return JSON.stringify({ text: payload.text, time: payload.timeMillis });
}

/** Reads what arrived on a data track. Anything that is no chat message is `null`: other apps may share the room. */
export function decodeChat(data: unknown): ChatPayload | null {
  if (typeof data !== 'string') {
    return null;
  }
  let message: unknown;
  try {
    message = JSON.parse(data);
  } catch {
    return null;
  }
  if (typeof message !== 'object' || message === null || !('text' in message) || !('time' in message)) {
    return null;
  }
  if (typeof message.text !== 'string' || !isTime(message.time)) {
    return null;
  }
  const text = cleanText(message.text);
  return text === null ? null : { text, timeMillis: message.time };
}

/** JavaScript dates end here (ECMA-262, "Time Values and Time Range"). */
const LAST_TIME_MILLIS = 8.64e15;

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= LAST_TIME_MILLIS;
}

/** The history with one more message, and without the oldest if it is full. */
export function remember(history: readonly ChatMessage[], message: ChatMessage): readonly ChatMessage[] {
  return [...history, message].slice(-MAX_HISTORY);
}
