/**
 * The SDK `twilio-video` for a Parley server: `connect` and `runPreflight` find the server by themselves, rooms also
 * emit the event names of version 1, and everything else is the SDK's own.
 *
 * @packageDocumentation
 */
export * from './video.js';
export * as default from './video.js';
