import { type ChatMessage, type ChatPayload, remember } from './chat.ts';

/** A track that a media element can play. The SDK's audio and video tracks are. */
export interface Playable {
  readonly mediaStreamTrack: MediaStreamTrack;
  attach(element: HTMLMediaElement): unknown;
  detach(element: HTMLMediaElement): unknown;
}

/** One participant as the page shows them: a snapshot, replaced as a whole whenever something about them changes. */
export interface Person {
  readonly sid: string;
  readonly identity: string;
  readonly local: boolean;
  readonly connection: 'connected' | 'reconnecting';
  /** `none`: they have published no microphone. */
  readonly microphone: 'on' | 'off' | 'none';
  readonly audio: Playable | null;
  /** `null` while there is no picture: no camera, switched off, or not yet received. */
  readonly camera: Playable | null;
  readonly screen: Playable | null;
}

/** Why a call is over. */
export type EndCause =
  | { readonly kind: 'left' }
  | { readonly kind: 'removed' }
  | { readonly kind: 'failed'; readonly code: number; readonly message: string };

export type Panel = 'chat' | 'people';

/** Something that happened, told in passing. */
export interface Notice {
  readonly id: number;
  readonly text: string;
}

/** All of a call that is drawn. */
export interface CallState {
  readonly phase: 'live' | 'reconnecting' | 'ended';
  readonly endCause: EndCause | null;
  /** In the order in which they joined; the local participant is first. */
  readonly people: readonly Person[];
  readonly chat: readonly ChatMessage[];
  /** Messages of others that came while the chat was closed. */
  readonly unread: number;
  readonly panel: Panel | null;
  readonly notices: readonly Notice[];
  /** The browser refused to play sound before the person touches the page. */
  readonly soundBlocked: boolean;
  /** For messages and notices. */
  readonly nextId: number;
}

export type CallEvent =
  | { readonly type: 'personChanged'; readonly person: Person }
  | { readonly type: 'personLeft'; readonly sid: string }
  | { readonly type: 'connectionLost' }
  | { readonly type: 'connectionRestored' }
  | { readonly type: 'ended'; readonly cause: EndCause }
  | { readonly type: 'chatArrived'; readonly identity: string; readonly payload: ChatPayload; readonly own: boolean }
  | { readonly type: 'panelToggled'; readonly panel: Panel }
  | { readonly type: 'panelClosed' }
  | { readonly type: 'noticed'; readonly text: string }
  | { readonly type: 'noticeExpired'; readonly id: number }
  | { readonly type: 'soundBlocked' }
  | { readonly type: 'soundAllowed' };

/** More notices than this at once would cover the call. */
const MAX_NOTICES = 2;

/** The call at the moment of joining it, with everybody who is there already. */
export function joinedCall(people: readonly Person[]): CallState {
  return {
    phase: 'live',
    endCause: null,
    people,
    chat: [],
    unread: 0,
    panel: null,
    notices: [],
    soundBlocked: false,
    nextId: 1,
  };
}

/** What a call looks like after an event. Once ended, it stays as it was. */
export function reduceCall(state: CallState, event: CallEvent): CallState {
  if (state.phase === 'ended') {
    return state;
  }
  switch (event.type) {
    case 'personChanged':
      return withPerson(state, event.person);
    case 'personLeft':
      return withoutPerson(state, event.sid);
    case 'connectionLost':
      return { ...state, phase: 'reconnecting' };
    case 'connectionRestored':
      return { ...state, phase: 'live' };
    case 'ended':
      return { ...state, phase: 'ended', endCause: event.cause };
    case 'chatArrived':
      return withChat(state, event.identity, event.payload, event.own);
    case 'panelToggled':
      return withPanel(state, state.panel === event.panel ? null : event.panel);
    case 'panelClosed':
      return withPanel(state, null);
    case 'noticed':
      return withNotice(state, event.text);
    case 'noticeExpired':
      return { ...state, notices: state.notices.filter((notice) => notice.id !== event.id) };
    case 'soundBlocked':
      return { ...state, soundBlocked: true };
    case 'soundAllowed':
      return { ...state, soundBlocked: false };
  }
}

function withPerson(state: CallState, person: Person): CallState {
  const before = state.people.find((other) => other.sid === person.sid);
  if (before === undefined) {
    return withNotice({ ...state, people: [...state.people, person] }, `${person.identity} joined`);
  }
  const after = { ...state, people: state.people.map((other) => (other === before ? person : other)) };
  return person.screen !== null && before.screen === null && !person.local
    ? withNotice(after, `${person.identity} is sharing a screen`)
    : after;
}

function withoutPerson(state: CallState, sid: string): CallState {
  const person = state.people.find((other) => other.sid === sid);
  if (person === undefined) {
    return state;
  }
  return withNotice({ ...state, people: state.people.filter((other) => other !== person) }, `${person.identity} left`);
}

function withChat(state: CallState, identity: string, payload: ChatPayload, own: boolean): CallState {
  const unread = own || state.panel === 'chat' ? state.unread : state.unread + 1;
  const message = { id: state.nextId, identity, own, ...payload };
  return { ...state, chat: remember(state.chat, message), unread, nextId: state.nextId + 1 };
}

function withPanel(state: CallState, panel: Panel | null): CallState {
  return { ...state, panel, unread: panel === 'chat' ? 0 : state.unread };
}

function withNotice(state: CallState, text: string): CallState {
  const notices = [...state.notices, { id: state.nextId, text }].slice(-MAX_NOTICES);
  return { ...state, notices, nextId: state.nextId + 1 };
}
