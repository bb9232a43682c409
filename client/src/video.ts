import type * as Sdk from 'twilio-video';
import './older-types.js';
import { sdk } from './sdk.js';

export type * from 'twilio-video';
export { connect, runPreflight } from './connect.js';
export type { ConnectingRoom, ConnectOptions, PreflightOptions } from './connect.js';
export type { ServerOptions } from './server.js';

export const { createLocalAudioTrack, createLocalTracks, createLocalVideoTrack, isSupported, Logger, version } = sdk;
export const { LocalAudioTrack, LocalDataTrack, LocalVideoTrack } = sdk;
export type LocalAudioTrack = Sdk.LocalAudioTrack;
export type LocalDataTrack = Sdk.LocalDataTrack;
export type LocalVideoTrack = Sdk.LocalVideoTrack;
