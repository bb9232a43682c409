/** Which server to connect to. Everything may be left out in a page that comes from the server itself. */
export interface ServerOptions {
  /**
   * Address of the Parley server, for example `https://video.example.org` or `http://localhost:8080`, with its path if
   * it has one. `wss:` and `ws:` are understood as well.
   */
  server?: string | URL;
  /** Address of the signaling WebSocket, used as it is; wins over `server`. */
  wsServer?: string;
  /** Address of the telemetry WebSocket, used as it is; wins over `server`. */
  wsServerInsights?: string;
}

/** The addresses that the SDK wants to know. */
export interface ServerAddresses {
  wsServer: string;
  wsServerInsights: string;
}

const WEB_SOCKET_SCHEMES: Readonly<Record<string, string>> = {
  'https:': 'wss:',
  'wss:': 'wss:',
  'http:': 'ws:',
  'ws:': 'ws:',
};

/** Where a server offers the bundle of this package, below its own address. */
const BUNDLE = /\/client\/parley-video\.js$/;

/**
 * The addresses to use: those given, the missing ones derived from `server`, else from `wsServer`, else from `own`.
 *
 * @throws TypeError when an address cannot be understood, Error when there is none at all
 */
export function locate(options: ServerOptions, own: string | undefined): ServerAddresses {
  const derived = options.server == null ? options.wsServer ?? signalingOf(own) : signalingOf(options.server);
  return {
    wsServer: options.wsServer ?? derived,
    wsServerInsights: options.wsServerInsights ?? besides(derived),
  };
}

/**
 * The server that `script` or else the page came from; undefined for a page without a host, such as a local file.
 *
 * @param script address of the script element that is running, if any
 * @param origin origin of the page
 */
export function ownServer(script: string | undefined, origin: string | undefined): string | undefined {
  if (script?.startsWith('http')) {
    const { origin: host, pathname } = new URL(script);
    if (BUNDLE.test(pathname)) {
      return host + pathname.replace(BUNDLE, '');
    }
  }
  return origin?.startsWith('http') ? origin : undefined;
}

function signalingOf(server: unknown): string {
  if (server === undefined) {
    throw new Error('This page does not come from a Parley server: say where it is with the option "server", '
      + 'for example { server: "https://video.example.org" }');
  }
  const url = parse(server);
  const scheme = WEB_SOCKET_SCHEMES[url.protocol];
  if (!scheme) {
    throw bad(server, `its scheme must be https, http, wss or ws, not ${url.protocol.slice(0, -1)}`);
  }
  if (url.username || url.password || url.search || url.hash) {
    throw bad(server, 'it must have no user name, query or fragment');
  }
  const base = url.pathname.replace(/\/+$/, '').replace(/\/signaling$/, '');
  return `${scheme}//${url.host}${base}/signaling`;
}

function parse(server: unknown): URL {
  if (server instanceof URL) {
    return server;
  }
  if (typeof server !== 'string') {
    throw bad(server, 'it must be a string or a URL');
  }
  if (!server.includes('://')) {
    throw bad(server, 'it must start with https:// or http://');
  }
  try {
    return new URL(server);
  } catch {
    throw bad(server, 'it is not a valid URL');
  }
}

function bad(server: unknown, reason: string): TypeError {
  const shown = typeof server === 'string' ? JSON.stringify(server) : String(server);
  return new TypeError(`The option "server" is ${shown}, but ${reason}`);
}

/** Telemetry goes next to the signaling, so that no token travels to a third party. */
function besides(wsServer: string): string {
  try {
    return new URL('v1/VideoEvents', wsServer).href;
  } catch {
    throw new TypeError(`The option "wsServer" is ${JSON.stringify(wsServer)}, but it is not a valid URL`);
  }
}
