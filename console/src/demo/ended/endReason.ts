import type { EndCause } from '../call/callState.ts';

/** The end of a call in words. */
export interface EndReason {
  readonly title: string;
  readonly text: string;
  /** What the button says that joins the same room again under the same name. */
  readonly again: string;
  /** Something to worry about, and not just how calls end. */
  readonly trouble: boolean;
}

/**
 * Says why a call is over. The codes are those of the SDK's errors; a code that is not listed is shown with the
 * server's own text, so that nothing is ever hidden.
 */
export function endReason(cause: EndCause): EndReason {
  switch (cause.kind) {
    case 'left':
      return { title: 'You left the call', text: 'See you next time.', again: 'Rejoin', trouble: false };
    case 'removed':
      return {
        title: 'You were removed',
        text: 'Someone in charge of this room ended your part in the call.',
        again: 'Rejoin',
        trouble: false,
      };
    case 'failed':
      return KNOWN.get(cause.code) ?? other(cause.code, cause.message);
  }
}

const CONNECTION_LOST: EndReason = {
  title: 'Connection lost',
  text: 'The server could not be reached for a while. Check your network, then come back in.',
  again: 'Rejoin',
  trouble: true,
};

const KNOWN: ReadonlyMap<number, EndReason> = new Map([
  [53000, CONNECTION_LOST],
  [53001, CONNECTION_LOST],
  [53002, CONNECTION_LOST],
  [53204, CONNECTION_LOST],
  [53006, trouble('The server is busy', 'It takes no more calls at the moment. Try again shortly.')],
  [53105, trouble('This room is full', 'Somebody has to leave before you can join.')],
  [53106, trouble('No such room', 'This room doesn’t exist, or it has ended.')],
  [
    53405,
    trouble('Sound and picture can’t get through', 'A firewall or the network is in the way of the media connection.'),
  ],
  [
    53118,
    {
      title: 'The call has ended',
      text: 'The room was closed for everybody.',
      again: 'Start it again',
      trouble: false,
    },
  ],
  [
    53205,
    {
      title: 'You joined somewhere else',
      text: 'Someone joined under the same name, perhaps you on another device or in another tab. A name can be in a room only once.',
      again: 'Join here instead',
      trouble: false,
    },
  ],
  [
    53216,
    {
      title: 'Time is up',
      text: 'The call reached the longest time a participant may stay.',
      again: 'Rejoin',
      trouble: false,
    },
  ],
]);

function trouble(title: string, text: string): EndReason {
  return { title, text, again: 'Try again', trouble: true };
}

function other(code: number, message: string): EndReason {
  const detail = code === 0 ? `${message}.` : `${message} (code ${code}).`;
  return code >= 20100 && code < 20200
    ? trouble('Your pass isn’t valid', `The server doesn’t accept the access token: ${detail}`)
    : trouble('Something went wrong', detail);
}
