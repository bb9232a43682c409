/** Longest name of a person; longer ones fit no tile. In UTF-16 units. */
export const MAX_NAME_LENGTH = 60;
/** Longest room name. In UTF-16 units. */
export const MAX_ROOM_LENGTH = 100;

const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f]/;

/** What is wrong with a person's name, as a sentence; `null` when it is fine. */
export function nameProblem(name: string): string | null {
  return problem(name.trim(), MAX_NAME_LENGTH, 'Enter the name others will see.', 'The name');
}

/** What is wrong with a room name, as a sentence; `null` when it is fine. */
export function roomProblem(room: string): string | null {
  return problem(
    room.trim(),
    MAX_ROOM_LENGTH,
    'Enter a room name. Everyone who enters the same one meets.',
    'The room name',
  );
}

function problem(text: string, maxLength: number, whenEmpty: string, subject: string): string | null {
  if (text === '') {
    return whenEmpty;
  }
  if (text.length > maxLength) {
    return `${subject} is too long: ${text.length} of ${maxLength} characters.`;
  }
  return CONTROL_CHARACTERS.test(text) ? `${subject} contains characters that can’t be shown.` : null;
}

const MOODS = [
  'amber',
  'brave',
  'calm',
  'clever',
  'gentle',
  'golden',
  'happy',
  'lucky',
  'mellow',
  'merry',
  'misty',
  'quiet',
  'silver',
  'sunny',
  'swift',
  'warm',
];
const ANIMALS = [
  'badger',
  'beaver',
  'crane',
  'finch',
  'fox',
  'hare',
  'heron',
  'lynx',
  'magpie',
  'marten',
  'otter',
  'owl',
  'robin',
  'seal',
  'swan',
  'wren',
];

/**
 * A room name that is easy to say over the phone, such as `calm-otter-42`.
 *
 * @param random gives numbers from 0 (included) to 1 (excluded)
 */
export function suggestRoom(random: () => number = Math.random): string {
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)];
  return `${pick(MOODS)}-${pick(ANIMALS)}-${10 + Math.floor(random() * 90)}`;
}
