import { createRequire } from 'node:module';
import { connect, type ConnectOptions } from '../src/connect.js';

const sdk = createRequire(import.meta.url);
const CancelablePromise = sdk('twilio-video/es5/util/cancelablepromise');
const DataTrackReceiver = sdk('twilio-video/es5/data/receiver');
const RemoteParticipantSignaling = sdk('twilio-video/es5/signaling/remoteparticipant');
const RemoteTrackPublicationSignaling = sdk('twilio-video/es5/signaling/remotetrackpublication');
const RoomSignaling = sdk('twilio-video/es5/signaling/room');

// The SDK wants to see this class, which only browsers have.
Object.assign(globalThis, { MediaStreamTrack: class {} });

/**
 * The far end of `connect`: the SDK's own objects for the state of a room, moved by the test instead of by messages
 * of a server. Only the function that opens the WebSocket and the peer connection is replaced.
 */
export class SignaledRoom {
  /** Where the SDK was told to connect to. */
  wsServer?: string;
  /** What the SDK was told. */
  options: Record<string, unknown> = {};
  private signaling: any;
  private revision = 0;

  /** Joins, with the participants that `meanwhile` lets in before. */
  async join(options: ConnectOptions = {}, meanwhile: () => void = () => {}) {
    return connect('token', this.connectOptions({ server: 'https://video.example.org', ...options }, meanwhile));
  }

  /** Options with which `connect` ends up in this room. */
  connectOptions(options: ConnectOptions, meanwhile: () => void = () => {}): ConnectOptions {
    const open = (token: string, wsServer: string, local: any, encodings: unknown, codecs: unknown, all: any) => {
      this.wsServer = wsServer;
      this.options = all;
      local.connect('PA0', 'alice');
      this.signaling = new RoomSignaling(local, 'RM0', 'room', { log: all.log, sessionTimeout: 30_000 });
      meanwhile();
      return CancelablePromise.resolve(this.signaling);
    };
    return { tracks: [], insights: false, createCancelableRoomSignalingPromise: open, ...options } as ConnectOptions;
  }

  /** Lets a remote participant in, with tracks that may be subscribed already. */
  enter(identity: string, ...tracks: ReturnType<typeof dataTrack>[]) {
    const participant = new RemoteParticipantSignaling(`PA-${identity}`, identity);
    tracks.forEach(track => participant.addTrack(track));
    this.signaling.connectParticipant(participant);
    return participant;
  }

  /** Answers all tracks that the local participant wants to publish. */
  answerPublished(answer: object = { state: 'ready' }) {
    const tracks = [...this.signaling.localParticipant.tracks.values()];
    this.signaling.localParticipant.update({
      revision: ++this.revision,
      tracks: tracks.map(({ id }) => ({ id, sid: `MT-${id}`, ...answer })),
    });
  }
}

/** A published remote track. */
export function dataTrack(sid: string): any {
  return new RemoteTrackPublicationSignaling(sid, `name of ${sid}`, 'data', true, 'standard', false);
}

/** Makes a published remote track available. */
export function subscribe(track: ReturnType<typeof dataTrack>): ReturnType<typeof dataTrack> {
  const channel = { label: `id of ${track.sid}`, maxPacketLifeTime: null, maxRetransmits: null, ordered: true };
  return track.setTrackTransceiver(new DataTrackReceiver(Object.assign(new EventTarget(), channel)));
}

/** Takes a remote track away. */
export function unsubscribe(track: ReturnType<typeof dataTrack>): void {
  track.setTrackTransceiver(null);
}
