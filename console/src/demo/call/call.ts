import {
  connect,
  LocalAudioTrack,
  LocalDataTrack,
  LocalVideoTrack,
  type LocalParticipant,
  type RemoteParticipant,
  type Room,
} from 'twilio-video';
import { createStore, type Store } from '../../ui/store.ts';
import { type DeviceKind, problemText } from '../join/deviceProblem.ts';
import { type LocalMedia, openDevice } from '../join/devices.ts';
import { serverOptions } from '../server.ts';
import { type CallEvent, type CallState, type EndCause, joinedCall, type Person, reduceCall } from './callState.ts';
import { cleanText, decodeChat, encodeChat } from './chat.ts';

/** Name of the track of a shared screen, by which the others tell it from a camera. */
const SCREEN_TRACK = 'screen';
const CHAT_TRACK = 'chat';

/** Whatever changes how a participant is drawn. */
const PERSON_EVENTS = [
  'trackSubscribed',
  'trackUnsubscribed',
  'trackPublished',
  'trackUnpublished',
  'trackEnabled',
  'trackDisabled',
  'trackSwitchedOff',
  'trackSwitchedOn',
  'trackStarted',
  'reconnecting',
  'reconnected',
];

/** Joins a room; rejects with the SDK's error when the server says no. */
export async function joinCall(token: string, roomName: string, media: LocalMedia): Promise<Call> {
  const microphone = media.microphone && new LocalAudioTrack(media.microphone);
  const camera = media.camera && new LocalVideoTrack(media.camera);
  const chat = new LocalDataTrack({ name: CHAT_TRACK });
  const room = await connect(token, {
    name: roomName,
    tracks: [microphone, camera, chat].filter((track) => track !== null),
    ...serverOptions(location),
  });
  return new Call(room, chat, microphone, camera);
}

/** Why `joinCall` failed, or a room broke off. */
export function endCauseOf(error: unknown): EndCause {
  const code = typeof error === 'object' && error !== null && 'code' in error ? Number(error.code) : 0;
  return { kind: 'failed', code, message: error instanceof Error ? error.message : String(error) };
}

/**
 * One participation in a room: turns what the SDK reports into the events of {@link CallState}, and what the person
 * wants into calls of the SDK.
 */
export class Call {
  readonly store: Store<CallState, CallEvent>;
  readonly roomName: string;
  readonly identity: string;
  readonly startedMillis = Date.now();

  readonly #room: Room;
  readonly #chat: LocalDataTrack;
  #microphone: LocalAudioTrack | null;
  #camera: LocalVideoTrack | null;
  #screen: LocalVideoTrack | null = null;
  #leaving = false;
  /** A device or the screen picker is being opened; a second press must not open another. */
  readonly #opening = new Set<DeviceKind | 'screen'>();

  constructor(room: Room, chat: LocalDataTrack, microphone: LocalAudioTrack | null, camera: LocalVideoTrack | null) {
    this.#room = room;
    this.#chat = chat;
    this.#microphone = microphone;
    this.#camera = camera;
    this.roomName = room.name;
    this.identity = room.localParticipant.identity;
    const others = [...room.participants.values()];
    this.store = createStore(reduceCall, joinedCall([this.#local(), ...others.map(remotePerson)]));
    this.#listen();
    others.forEach((participant) => this.#follow(participant));
    [microphone, camera].forEach((track) => track?.on('stopped', () => this.#deviceStopped(track)));
  }

  /** Which devices are in use now, so that rejoining can use the same. */
  get using(): { microphone: boolean; camera: boolean } {
    return { microphone: this.#microphone?.isEnabled ?? false, camera: this.#camera?.isEnabled ?? false };
  }

  leave(): void {
    this.#leaving = true;
    this.#room.disconnect();
  }

  /** Mutes or unmutes; opens the microphone first if there is none yet. */
  async toggleMicrophone(): Promise<void> {
    if (this.#microphone !== null) {
      this.#microphone.enable(!this.#microphone.isEnabled);
      this.#localChanged();
      return;
    }
    const opened = await this.#open('microphone');
    if (opened !== null) {
      this.#microphone = this.#publish(new LocalAudioTrack(opened));
      this.#localChanged();
    }
  }

  /** Switches the picture on or off; opens the camera first if there is none yet. */
  async toggleCamera(): Promise<void> {
    if (this.#camera !== null) {
      this.#camera.enable(!this.#camera.isEnabled);
      this.#localChanged();
      return;
    }
    const opened = await this.#open('camera');
    if (opened !== null) {
      this.#camera = this.#publish(new LocalVideoTrack(opened));
      this.#localChanged();
    }
  }

  /** Starts sharing a screen, window or tab of the person's choice, or stops. */
  async toggleScreen(): Promise<void> {
    if (this.#screen !== null) {
      this.#screen.stop();
      return;
    }
    if (!('mediaDevices' in navigator) || !('getDisplayMedia' in navigator.mediaDevices)) {
      this.#notice('This browser can’t share the screen.');
      return;
    }
    await this.#exclusively('screen', async () => {
      const [track] = (await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: 15 } })).getVideoTracks();
      if (track !== undefined) {
        // Text stays sharp at the cost of frames.
        track.contentHint = 'detail';
        this.#screen = this.#publish(new LocalVideoTrack(track, { name: SCREEN_TRACK }));
        this.#localChanged();
      }
    }).catch((error: unknown) => {
      if (!(error instanceof DOMException && error.name === 'NotAllowedError')) {
        this.#notice('The screen can’t be shared right now.');
      }
    });
  }

  /** Sends a text to everybody; false when there is nothing to send. */
  say(input: string): boolean {
    const text = cleanText(input);
    if (text === null) {
      return false;
    }
    const payload = { text, timeMillis: Date.now() };
    this.#chat.send(encodeChat(payload));
    this.store.dispatch({ type: 'chatArrived', identity: this.identity, payload, own: true });
    return true;
  }

  #listen(): void {
    const { dispatch } = this.store;
    const room = this.#room;
    room.on('participantConnected', (participant) => {
      dispatch({ type: 'personChanged', person: remotePerson(participant) });
      this.#follow(participant);
    });
    room.on('participantDisconnected', ({ sid }) => dispatch({ type: 'personLeft', sid }));
    room.on('trackMessage', (data, _track, { identity }) => {
      const payload = decodeChat(data);
      if (payload !== null) {
        dispatch({ type: 'chatArrived', identity, payload, own: false });
      }
    });
    room.on('reconnecting', () => {
      dispatch({ type: 'connectionLost' });
      this.#localChanged();
    });
    room.on('reconnected', () => {
      dispatch({ type: 'connectionRestored' });
      this.#localChanged();
    });
    room.on('disconnected', (_room, error: Error | null | undefined) => {
      dispatch({ type: 'ended', cause: this.#causeOf(error) });
      this.#release();
    });
    room.localParticipant.on('trackPublicationFailed', (error, track) => {
      this.#notice(
        `Your ${track === this.#screen ? 'screen' : track.kind} can’t be shown to the others: ${error.message}.`,
      );
      if (track.kind !== 'data') {
        track.stop();
      }
    });
    addEventListener('pagehide', this.#pageHides);
  }

  /** Closing the tab is leaving: without this the others would see a frozen picture until the session times out. */
  readonly #pageHides = (): void => this.leave();

  #follow(participant: RemoteParticipant): void {
    const update = () => {
      // The SDK still reports tracks going away after the participant has gone.
      if (participant.state !== 'disconnected') {
        this.store.dispatch({ type: 'personChanged', person: remotePerson(participant) });
      }
    };
    PERSON_EVENTS.forEach((event) => participant.on(event, update));
  }

  #causeOf(error: Error | null | undefined): EndCause {
    if (error) {
      return endCauseOf(error);
    }
    return this.#leaving ? { kind: 'left' } : { kind: 'removed' };
  }

  #release(): void {
    removeEventListener('pagehide', this.#pageHides);
    [this.#microphone, this.#camera, this.#screen].forEach((track) => track?.stop());
  }

  async #open(kind: DeviceKind): Promise<MediaStreamTrack | null> {
    const opened = await this.#exclusively(kind, () => openDevice(kind));
    if (typeof opened === 'string') {
      this.#notice(problemText(kind, opened));
      return null;
    }
    return opened;
  }

  /** Runs an action unless the same one is under way already. */
  async #exclusively<Result>(what: DeviceKind | 'screen', action: () => Promise<Result>): Promise<Result | null> {
    if (this.#opening.has(what)) {
      return null;
    }
    this.#opening.add(what);
    try {
      return await action();
    } finally {
      this.#opening.delete(what);
    }
  }

  /** Publishes a track that was just opened; stops it when the call has ended meanwhile. */
  #publish<LocalTrack extends LocalAudioTrack | LocalVideoTrack>(track: LocalTrack): LocalTrack | null {
    if (this.store.state.phase === 'ended') {
      track.stop();
      return null;
    }
    track.on('stopped', () => this.#deviceStopped(track));
    // A refusal is reported by the event trackPublicationFailed.
    this.#room.localParticipant.publishTrack(track).catch(() => undefined);
    return track;
  }

  /** The device was pulled out, or the sharing was stopped, here or in the browser's own controls. */
  #deviceStopped(track: LocalAudioTrack | LocalVideoTrack): void {
    if (this.store.state.phase === 'ended') {
      return;
    }
    this.#room.localParticipant.unpublishTrack(track);
    if (track === this.#screen) {
      this.#screen = null;
    } else if (track === this.#camera) {
      this.#camera = null;
      this.#notice('Your camera has stopped.');
    } else if (track === this.#microphone) {
      this.#microphone = null;
      this.#notice('Your microphone has stopped.');
    }
    this.#localChanged();
  }

  #notice(text: string): void {
    this.store.dispatch({ type: 'noticed', text });
  }

  #localChanged(): void {
    this.store.dispatch({ type: 'personChanged', person: this.#local() });
  }

  #local(): Person {
    const participant: LocalParticipant = this.#room.localParticipant;
    return {
      sid: participant.sid,
      identity: participant.identity,
      local: true,
      connection: this.#room.state === 'reconnecting' ? 'reconnecting' : 'connected',
      microphone: this.#microphone === null ? 'none' : this.#microphone.isEnabled ? 'on' : 'off',
      audio: this.#microphone,
      camera: this.#camera?.isEnabled ? this.#camera : null,
      screen: this.#screen,
    };
  }
}

function remotePerson(participant: RemoteParticipant): Person {
  const [microphone] = participant.audioTracks.values();
  const videos = [...participant.videoTracks.values()];
  const camera = videos.find((publication) => publication.trackName !== SCREEN_TRACK)?.track ?? null;
  const screen = videos.find((publication) => publication.trackName === SCREEN_TRACK)?.track ?? null;
  return {
    sid: participant.sid,
    identity: participant.identity,
    local: false,
    connection: participant.state === 'reconnecting' ? 'reconnecting' : 'connected',
    microphone: microphone === undefined ? 'none' : microphone.isTrackEnabled ? 'on' : 'off',
    audio: microphone?.track ?? null,
    camera: camera !== null && camera.isEnabled && !camera.isSwitchedOff ? camera : null,
    screen: screen !== null && screen.isEnabled && !screen.isSwitchedOff ? screen : null,
  };
}
