/*
 * Runs before any script of the page: keeps its peer connections, and tells what has come in over them.
 */
(function () {
  'use strict';

  const Native = window.RTCPeerConnection;
  const connections = [];

  window.RTCPeerConnection = new Proxy(Native, {
    construct(target, args, newTarget) {
      const connection = Reflect.construct(target, args, newTarget);
      connections.push(connection);
      return connection;
    },
  });

  Object.assign(window, {
    /** Video frames decoded and audio packets received, by id of the remote track; those of closed connections are gone. */
    async received() {
      const totals = {};
      for (const connection of connections.filter(({ signalingState }) => signalingState !== 'closed')) {
        for (const stats of (await connection.getStats()).values()) {
          if (stats.type === 'inbound-rtp') {
            totals[stats.trackIdentifier] = stats.kind === 'video' ? stats.framesDecoded : stats.packetsReceived;
          }
        }
      }
      return totals;
    },

    /** Resolves once `count` remote tracks have gone on by 5 frames or packets since this was called. */
    async flowing(count) {
      const before = await received();
      for (;;) {
        await new Promise(resolve => setTimeout(resolve, 100));
        const now = Object.entries(await received());
        if (now.filter(([id, total]) => total - (before[id] ?? 0) >= 5).length >= count) {
          return;
        }
      }
    },

    /** Kinds of the local candidates in use, such as `relay`. */
    async candidateTypes() {
      const types = new Set();
      for (const connection of connections.filter(({ signalingState }) => signalingState !== 'closed')) {
        const stats = await connection.getStats();
        for (const pair of stats.values()) {
          if (pair.type === 'candidate-pair' && pair.nominated && pair.state === 'succeeded') {
            types.add(stats.get(pair.localCandidateId).candidateType);
          }
        }
      }
      return [...types];
    },

    /** Attaches a remote video track; resolves to the width of its picture once there is one. */
    show(name) {
      const tracks = [...room.participants.values()].flatMap(({ tracks }) => [...tracks.values()]);
      const element = tracks.find(({ trackName, track }) => trackName === name && track).track.attach();
      document.body.append(element);
      return new Promise(resolve => {
        const look = () => element.videoWidth > 0 ? resolve(element.videoWidth) : setTimeout(look, 50);
        look();
      });
    },

    /** `[name, kind, subscribed, enabled]` of every track of a remote participant, sorted by name. */
    tracksOf(identity) {
      const participant = [...room.participants.values()].find(candidate => candidate.identity === identity);
      return participant ? [...participant.tracks.values()]
        .map(track => [track.trackName, track.kind, track.isSubscribed, track.isTrackEnabled].join(' ')).sort() : null;
    },

    /** Whether an event has fired; `test` may look at its arguments. */
    fired(emitter, event, test = () => true) {
      return events.some(entry => entry.emitter === emitter && entry.event === event && test(...entry.args));
    },
  });
})();
