/** The bundle for script elements: the package as `Parley.Video`, and as `Twilio.Video` unless that is taken. */
import * as video from './video.js';

declare global {
  var Parley: { Video?: typeof video } | undefined;
  var Twilio: { Video?: unknown } | undefined;
}

globalThis.Parley = { ...globalThis.Parley, Video: { ...video } };
globalThis.Twilio = { Video: { ...video }, ...globalThis.Twilio };
