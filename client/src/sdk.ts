import type * as Sdk from 'twilio-video';
import whole from 'twilio-video';

/**
 * All that the SDK exports. Taken from its default import, because Node finds only some of the names of this CommonJS
 * package by itself.
 */
export const sdk: Omit<typeof Sdk, 'default'> = whole;
