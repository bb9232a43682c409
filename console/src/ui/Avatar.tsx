import { avatarHue, initials } from './initials.ts';

/** Stands for somebody where there is no picture. */
export function Avatar({ name }: { name: string }) {
  return (
    <span class={`avatar avatar-${avatarHue(name)}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
