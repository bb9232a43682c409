/**
 * Where this page finds its server. For an app that was written for the original service, the two addresses are all
 * that changes: they go into the options of the SDK's `connect()`.
 */
export function serverOptions(page: Pick<Location, 'protocol' | 'host'>): {
  /** WebSocket the SDK uses for signaling. */
  wsServer: string;
  /** WebSocket the SDK sends its telemetry to. */
  wsServerInsights: string;
} {
  const origin = `${page.protocol === 'https:' ? 'wss:' : 'ws:'}//${page.host}`;
  return { wsServer: `${origin}/signaling`, wsServerInsights: `${origin}/v1/VideoEvents` };
}

/** The call could not even be tried; the message is a sentence for the person who wants to join. */
export class JoinImpossible extends Error {}

/**
 * Asks this server for an access token. A development server hands them out to everybody; an app in production asks
 * its own server, which knows who its users are.
 */
export async function fetchToken(identity: string, room: string): Promise<string> {
  const query = new URLSearchParams({ identity, room });
  let response: Response;
  try {
    response = await fetch(`/api/token?${query}`);
  } catch {
    throw new JoinImpossible('The server can’t be reached. Check your connection and try again.');
  }
  if (!response.ok) {
    throw new JoinImpossible(`The server didn’t let you in (HTTP ${response.status}).`);
  }
  const body: unknown = await response.json().catch(() => null);
  if (typeof body === 'object' && body !== null && 'token' in body && typeof body.token === 'string') {
    return body.token;
  }
  throw new JoinImpossible('The server gave an answer this page doesn’t understand.');
}
