/** Up to two letters that stand for a name where there is no picture. */
export function initials(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return (
    letters
      .map((word) => [...(word ?? '')][0] ?? '')
      .join('')
      .toUpperCase() || '?'
  );
}

/** How many background colours avatars have; the style sheet defines them. */
export const AVATAR_HUES = 8;

/** Which of the avatar colours belongs to a name; the same on every screen. */
export function avatarHue(name: string): number {
  let hash = 0;
  for (const character of name) {
    hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  }
  return hash % AVATAR_HUES;
}
