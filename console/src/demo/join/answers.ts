import { readLocal, writeLocal } from '../../ui/localStore.ts';
import { suggestRoom } from './names.ts';

const NAME_KEY = 'parley.demo.name';
const ROOM_KEY = 'parley.demo.room';

/** What the join form holds at first, and whether the room comes from an invitation. */
export interface Answers {
  readonly name: string;
  readonly room: string;
  readonly invited: boolean;
}

/** Answers from the address of the page, else those given last time on this device, else a suggestion. */
export function firstAnswers(address: URLSearchParams): Answers {
  const invitation = address.get('room');
  return {
    name: address.get('name') ?? readLocal(NAME_KEY) ?? '',
    room: invitation ?? readLocal(ROOM_KEY) ?? suggestRoom(),
    invited: invitation !== null && invitation.trim() !== '',
  };
}

/** Keeps the answers for next time, and puts the room into the address so that it can be shared from there. */
export function rememberAnswers(name: string, room: string): void {
  writeLocal(NAME_KEY, name);
  writeLocal(ROOM_KEY, room);
  history.replaceState(null, '', inviteLink(room));
}

/** Address of this page that leads into a room. */
export function inviteLink(room: string): string {
  return `${location.origin}${location.pathname}?${new URLSearchParams({ room })}`;
}
