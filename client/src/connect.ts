import type * as Sdk from 'twilio-video';
import { keepOlderEvents } from './older-events.js';
import { keepOlderProperties } from './older-properties.js';
import { sdk } from './sdk.js';
import { locate, ownServer, type ServerAddresses, type ServerOptions } from './server.js';

/** Options of the SDK, and which server to use. */
export interface ConnectOptions extends Sdk.ConnectOptions, ServerOptions {}

/** Options of the SDK, and which server to use. */
export interface PreflightOptions extends Sdk.PreflightOptions, Omit<ServerOptions, 'wsServerInsights'> {}

/** A promise that can be cancelled for as long as it is pending. */
export type ConnectingRoom = ReturnType<typeof Sdk.connect>;

/** Where this code was loaded from; a browser tells it only now. */
const script = typeof document === 'object' ? (document.currentScript as HTMLScriptElement | null)?.src : undefined;

/**
 * Joins a room, like `connect` of the SDK.
 *
 * The promise is the SDK's own and can be cancelled. It is rejected, too, when the server to use cannot be told or
 * `server` is not a usable address.
 */
export function connect(token: string, options?: ConnectOptions): ConnectingRoom {
  const { server, ...others } = options ?? {};
  let addresses: ServerAddresses;
  try {
    addresses = addressesFor(options ?? {});
  } catch (error) {
    return rejected(error);
  }
  const connecting = sdk.connect(token, { ...others, ...addresses } as Sdk.ConnectOptions);
  // Registered before the caller can do so: the caller's handlers find a room that is complete.
  connecting.then(keepOlderNames, () => {});
  return connecting;
}

/**
 * Tests the network towards the server, like `runPreflight` of the SDK.
 *
 * @throws TypeError when `server` is not a usable address, Error when the server to use cannot be told
 */
export function runPreflight(token: string, options?: PreflightOptions): Sdk.PreflightTest {
  const { server, ...others } = options ?? {};
  const { wsServer } = addressesFor(options ?? {});
  // The test sends telemetry, token included, to a host made from "environment", and offers no other way to choose
  // it. This makes it a host that never exists (RFC 2606): "wss://sdkgw.invalid/…".
  return sdk.runPreflight(token, { environment: 'invalid/', ...others, wsServer } as Sdk.PreflightOptions);
}

function addressesFor(options: ServerOptions): ServerAddresses {
  return locate(options, ownServer(script, globalThis.origin));
}

function keepOlderNames(room: Sdk.Room): void {
  keepOlderProperties(room);
  keepOlderEvents(room);
}

function rejected(error: unknown): ConnectingRoom {
  return Object.assign(Promise.reject(error), { cancel: () => {} });
}
