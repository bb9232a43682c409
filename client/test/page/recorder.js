/*
 * Joins a room and writes down every event that an application can see. See README.md in this folder.
 */
(function () {
  'use strict';

  const { Video } = window.Parley;

  const ROOM = ['participantConnected', 'participantDisconnected', 'participantReconnecting', 'participantReconnected',
    'recordingStarted', 'recordingStopped', 'dominantSpeakerChanged', 'reconnecting', 'reconnected', 'disconnected'];
  const REMOTE = ['trackAdded', 'trackRemoved', 'trackPublished', 'trackUnpublished', 'trackSubscribed',
    'trackUnsubscribed', 'trackSubscriptionFailed', 'trackEnabled', 'trackDisabled', 'trackStarted', 'trackMessage',
    'trackDimensionsChanged', 'trackPublishPriorityChanged', 'trackSwitchedOff', 'trackSwitchedOn'];
  const LOCAL = ['trackAdded', 'trackRemoved', 'trackPublished', 'trackPublicationFailed', 'trackEnabled',
    'trackDisabled', 'trackStarted', 'trackStopped', 'trackDimensionsChanged', 'trackWarning',
    'trackWarningsCleared'];
  const PARTICIPANT = ['networkQualityLevelChanged', 'reconnecting', 'reconnected', 'disconnected'];
  const TRACK = ['message', 'dimensionsChanged', 'enabled', 'disabled', 'started', 'stopped', 'unsubscribed',
    'switchedOff', 'switchedOn'];
  const PUBLICATION = ['subscribed', 'unsubscribed', 'subscriptionFailed', 'trackEnabled', 'trackDisabled'];

  window.events = [];
  window.room = null;

  function record(emitter, name, names) {
    names.forEach(event => emitter.on(event, (...args) => {
      window.events.push({ emitter: name, event, args: args.map(summary) });
    }));
  }

  /** What an argument is, as plain JSON. The bundle is minified, so classes are told by their properties. */
  function summary(value) {
    if (value instanceof Error) {
      return { type: 'Error', name: value.name, code: value.code, message: value.message };
    } else if (value instanceof ArrayBuffer) {
      return { type: 'ArrayBuffer', bytes: [...new Uint8Array(value)] };
    } else if (value === undefined) {
      return null;
    } else if (typeof value !== 'object' || value === null) {
      return value;
    } else if ('localParticipant' in value) {
      return { type: 'Room', sid: value.sid, name: value.name, state: value.state };
    } else if ('identity' in value) {
      const type = value === window.room?.localParticipant ? 'LocalParticipant' : 'RemoteParticipant';
      return { type, sid: value.sid, identity: value.identity, state: value.state };
    } else if ('trackSid' in value) {
      return { type: 'Publication', kind: value.kind, sid: value.trackSid, name: value.trackName };
    } else if ('kind' in value) {
      return { type: 'sid' in value ? 'RemoteTrack' : 'LocalTrack', kind: value.kind, sid: value.sid ?? null,
        name: value.name };
    }
    return { type: 'Object' };
  }

  function watchRemoteTrack(track) {
    record(track, `track:${track.name}`, TRACK);
  }

  function watchPublication(publication) {
    record(publication, `publication:${publication.trackName}`, PUBLICATION);
  }

  function watchRemoteParticipant(participant) {
    participant.on('trackSubscribed', watchRemoteTrack);
    participant.on('trackPublished', watchPublication);
    record(participant, `participant:${participant.identity}`, [...REMOTE, ...PARTICIPANT]);
    participant.tracks.forEach(publication => {
      watchPublication(publication);
      if (publication.track) {
        watchRemoteTrack(publication.track);
      }
    });
  }

  function watchLocalTrack(track) {
    record(track, `local:${track.name}`, TRACK);
  }

  function localTrack(name) {
    const found = [...room.localParticipant.tracks.values()].find(publication => publication.trackName === name);
    if (!found) {
      throw new Error(`no local track is published as ${name}`);
    }
    return found.track;
  }

  function remoteTrack(name) {
    const publications = [...room.participants.values()].flatMap(participant => [...participant.tracks.values()]);
    const found = publications.find(publication => publication.trackName === name && publication.track);
    if (!found) {
      throw new Error(`no remote track is subscribed as ${name}`);
    }
    return found.track;
  }

  /** A video track without a camera: a coloured area that changes all the time. */
  function canvasTrack(width, height) {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d');
    let frame = 0;
    setInterval(() => {
      context.fillStyle = `hsl(${++frame * 7 % 360} 80% 50%)`;
      context.fillRect(0, 0, canvas.width, canvas.height);
    }, 50);
    return { canvas, track: canvas.captureStream(20).getVideoTracks()[0] };
  }

  const canvases = {};

  const createTrack = {
    audio: name => Video.createLocalAudioTrack({ name }),
    video: name => Video.createLocalVideoTrack({ name }),
    data: name => new Video.LocalDataTrack({ name }),
    canvas: name => {
      const { canvas, track } = canvasTrack(320, 240);
      canvases[name] = canvas;
      return new Video.LocalVideoTrack(track, { name });
    },
  };

  Object.assign(window, {
    /** Connects; from then on all is recorded. Resolves to a summary of the room. */
    async join(token, options) {
      const room = await Video.connect(token, options);
      window.room = room;
      record(room, 'room', [...ROOM, ...REMOTE, 'trackWarning', 'trackWarningsCleared']);
      record(room.localParticipant, 'local', [...LOCAL, ...PARTICIPANT]);
      room.localParticipant.tracks.forEach(publication => watchLocalTrack(publication.track));
      room.localParticipant.on('trackAdded', watchLocalTrack);
      room.participants.forEach(watchRemoteParticipant);
      room.on('participantConnected', watchRemoteParticipant);
      return summary(room);
    },

    /** Leaves the room. */
    leave() {
      room.disconnect();
    },

    /** Publishes a track of the kind `audio`, `video` (camera), `canvas` (drawn video) or `data`; resolves to its SID. */
    async publish(kind, name) {
      const publication = await room.localParticipant.publishTrack(await createTrack[kind](name));
      return publication.trackSid;
    },

    /** Unpublishes a local track. */
    unpublish(name) {
      room.localParticipant.unpublishTrack(localTrack(name));
    },

    /** Calls `enable`, `disable` or `stop` of a local track. */
    local(name, method) {
      localTrack(name)[method]();
    },

    /** Sends a string, or an array of numbers as bytes, on a published data track. */
    publishData(name, message) {
      localTrack(name).send(Array.isArray(message) ? new Uint8Array(message).buffer : message);
    },

    /** Changes the size of a published `canvas` track. */
    resize(name, width, height) {
      Object.assign(canvases[name], { width, height });
    },

    /** Attaches a remote track to a selector, or to a new element; returns tag, id and whether it has the track. */
    attach(name, selector) {
      const track = remoteTrack(name);
      const element = track.attach(selector);
      return { tag: element.tagName, id: element.id,
        attached: element.srcObject.getTracks().includes(track.mediaStreamTrack) };
    },

    /** The same with the element itself. */
    attachElement(name, id) {
      return window.attach(name, document.getElementById(id));
    },

    /** Detaches a remote track from all its elements; returns how many there were. */
    detach(name) {
      return remoteTrack(name).detach().length;
    },

    /** Names and kinds of what is published and subscribed, by identity of the remote participant. */
    remoteTracks() {
      return Object.fromEntries([...room.participants.values()].map(participant => [participant.identity,
        [...participant.tracks.values()].map(({ trackName, kind, isSubscribed }) => ({ trackName, kind, isSubscribed })),
      ]));
    },

    /** Starts the network test; resolves to `completed` or the message of the error. */
    preflight(token, options) {
      const test = Video.runPreflight(token, options);
      return new Promise(resolve => {
        test.on('completed', () => resolve('completed'));
        test.on('failed', error => resolve(error.message));
      });
    },
  });
})();
