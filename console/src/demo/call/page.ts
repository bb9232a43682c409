/** The part of the demo that is loaded when somebody joins: the SDK, and all that draws a call. */
export { CallScreen } from './CallScreen.tsx';
export { endCauseOf, joinCall } from './call.ts';
