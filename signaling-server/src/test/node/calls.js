// Calls the server with the unmodified library and prints what came back, as JSON. The first argument is JSON:
// {base, account, token, scenario, way, room, participant, …}. Way A sets the base URLs of the library's products, way B
// gives it an HTTP client that puts another base in front of every URL.
const twilio = require('twilio');

const spec = JSON.parse(process.argv[2]);

class Rebased extends twilio.RequestClient {
  constructor(base) {
    super();
    this.base = base;
  }

  request(options) {
    const url = new URL(options.uri);
    return super.request({ ...options, uri: this.base + url.pathname + url.search });
  }
}

function connect() {
  if (spec.way === 'B') {
    return twilio(spec.account, spec.token, { httpClient: new Rebased(spec.base) });
  }
  const client = twilio(spec.account, spec.token);
  for (const product of ['video', 'api', 'insights', 'iam']) {
    client[product].baseUrl = spec.base;
  }
  return client;
}

// What a promise fails with, as apps see it.
async function refused(promise) {
  try {
    await promise;
    return null;
  } catch (error) {
    return { status: error.status, code: error.code, message: error.message, moreInfo: error.moreInfo };
  }
}

const scenarios = {
  async rooms(client) {
    const rooms = client.video.v1.rooms;
    const created = await rooms.create({
      enableTurn: true,
      type: 'group',
      uniqueName: spec.room,
      statusCallback: 'https://hooks.example.com/room?x=1',
      statusCallbackMethod: 'GET',
      maxParticipants: 10,
      recordParticipantsOnConnect: true,
      transcribeParticipantsOnConnect: true,
      videoCodecs: ['VP8', 'H264'],
      mediaRegion: 'us1',
      recordingRules: [{ type: 'include', all: true }],
      transcriptionsConfiguration: { languageCode: 'en-US' },
      audioOnly: false,
      maxParticipantDuration: 3600,
      emptyRoomTimeout: 5,
      unusedRoomTimeout: 10,
      largeRoom: false,
    });
    return {
      created,
      datesAreDates: created.dateCreated instanceof Date && created.endTime === null,
      unnamed: await rooms.create(),
      again: await refused(rooms.create({ uniqueName: spec.room })),
      bySid: await rooms(created.sid).fetch(),
      list: await rooms.list({ uniqueName: spec.room }),
      short: await client.video.rooms(created.sid).fetch(),
      completed: await rooms(created.sid).update({ status: 'completed' }),
      twice: await refused(rooms(created.sid).update({ status: 'completed' })),
      gone: await refused(rooms('RM' + '0'.repeat(32)).fetch()),
      completedList: await rooms.list({
        status: 'completed',
        uniqueName: spec.room,
        dateCreatedAfter: new Date('2026-01-01T00:00:00Z'),
        dateCreatedBefore: new Date(Date.now() + 86400000),
      }),
      none: await rooms.list({ status: 'completed', dateCreatedBefore: new Date('2026-01-01T00:00:00Z') }),
    };
  },

  async names(client) {
    const rooms = client.video.v1.rooms;
    const found = [];
    for (const uniqueName of spec.names) {
      const created = await rooms.create({ uniqueName });
      found.push((await rooms(uniqueName).fetch()).sid === created.sid);
      await rooms(uniqueName).update({ status: 'completed' });
    }
    return { found };
  },

  async pages(client) {
    const rooms = client.video.v1.rooms;
    const each = [];
    await new Promise((resolve, reject) =>
      rooms.each({ pageSize: 2, callback: (room) => each.push(room.sid), done: (e) => (e ? reject(e) : resolve()) }),
    );
    const page = await rooms.page({ pageSize: 2 });
    const second = await page.nextPage();
    const got = await rooms.getPage(page.nextPageUrl);
    return {
      all: (await rooms.list()).map((room) => room.sid),
      paged: (await rooms.list({ pageSize: 2 })).map((room) => room.sid),
      limited: (await rooms.list({ limit: 3 })).map((room) => room.sid),
      many: (await rooms.list({ limit: 2000 })).map((room) => room.sid),
      each,
      first: page.instances.map((room) => room.sid),
      second: second.instances.map((room) => room.sid),
      got: got.instances.map((room) => room.sid),
      garbled: await refused(rooms.page({ pageToken: 'PTgarbled' })),
      tooSmall: await refused(rooms.page({ pageSize: 0 }).then((zero) => (zero.instances.length ? null : zero))),
    };
  },

  async participants(client) {
    const room = client.video.v1.rooms(spec.room);
    const alice = room.participants('alice');
    const result = {
      list: await room.participants.list({ status: 'connected' }),
      filtered: await room.participants.list({ status: 'connected', identity: 'alice', limit: 20 }),
      fetched: await alice.fetch(),
      published: await alice.publishedTracks.list(),
      subscribed: await room.participants('bob').subscribedTracks.list(),
      rules: await alice.subscribeRules.fetch(),
    };
    result.track = await alice.publishedTracks(result.published[0].sid).fetch();
    result.byName = await alice.publishedTracks(result.published[0].name).fetch();
    result.received = await room.participants('bob').subscribedTracks(result.subscribed[0].sid).fetch();
    result.rulesSet = await room.participants('bob').subscribeRules.update({
      rules: [
        { type: 'include', all: true },
        { type: 'exclude', publisher: 'alice', kind: 'video' },
      ],
    });
    result.rulesWrong = await refused(room.participants('bob').subscribeRules.update({ rules: [] }));
    result.recordingRules = await room.recordingRules.fetch();
    result.recordingRulesSet = await room.recordingRules.update({ rules: [{ type: 'include', kind: 'audio' }] });
    result.recordingRulesWrong = await refused(
      room.recordingRules.update({ rules: [{ type: 'include', kind: 'data' }] }),
    );
    result.connectedAnonymized = await refused(alice.anonymize().update());
    result.removed = await alice.update({ status: 'disconnected' });
    result.twice = await refused(room.participants(result.removed.sid).update({ status: 'disconnected' }));
    result.wrong = await refused(room.participants('bob').update({ status: 'connected' }));
    result.goneByName = await refused(alice.fetch());
    result.anonymized = await room.participants(result.removed.sid).anonymize().update();
    result.disconnected = await room.participants.list({ status: 'disconnected' });
    return result;
  },

  async credentials(client) {
    const wrong = twilio(spec.account, 'wrong');
    wrong.video.baseUrl = spec.base;
    return { wrong: await refused(wrong.video.v1.rooms.list()), right: (await client.video.v1.rooms.list()).length >= 0 };
  },

  async recordings(client) {
    const video = client.video.v1;
    const room = await video.rooms.create({ recordParticipantsOnConnect: true });
    const none = 'RT' + '0'.repeat(32);
    const media = await client.request({ method: 'GET', uri: `${spec.base}/v1/Recordings/${none}/Media` });
    return {
      list: await video.recordings.list({
        status: 'completed',
        groupingSid: [room.sid, 'PA' + '2'.repeat(32)],
        dateCreatedAfter: new Date('2026-01-01T00:00:00Z'),
        mediaType: 'audio',
        limit: 20,
      }),
      ofRoom: await video.rooms(room.sid).recordings.list({ limit: 5 }),
      gone: await refused(video.recordings(none).fetch()),
      goneOfRoom: await refused(video.rooms(room.sid).recordings(none).fetch()),
      removed: await refused(video.recordings(none).remove()),
      media: { status: media.statusCode, code: media.body.code },
    };
  },

  async recordingSettings(client) {
    const settings = client.video.v1.recordingSettings();
    return { before: await settings.fetch(), stored: await settings.create({ friendlyName: 'mine' }) };
  },

  async compositionSettings(client) {
    const settings = client.video.v1.compositionSettings();
    return { before: await settings.fetch(), stored: await settings.create({ friendlyName: 'mine' }) };
  },

  async compositions(client) {
    const video = client.video.v1;
    const room = await video.rooms.create();
    await video.rooms(room.sid).update({ status: 'completed' });
    const wanted = {
      roomSid: room.sid,
      videoLayout: { grid: { video_sources: ['*'] } },
      audioSources: ['*', 'mic'],
      audioSourcesExcluded: ['x*'],
      resolution: '1280x720',
      format: 'mp4',
      statusCallback: 'https://hooks.example.com/c',
      statusCallbackMethod: 'POST',
      trim: false,
    };
    const unavailable = await refused(video.compositions.create(wanted));
    if (unavailable) {
      return { unavailable, list: await video.compositions.list({ roomSid: room.sid }) };
    }
    const created = (await video.compositions.list({ roomSid: room.sid }))[0];
    return {
      created,
      fetched: await video.compositions(created.sid).fetch(),
      list: await video.compositions.list({ roomSid: room.sid, limit: 20 }),
      wrong: await refused(video.compositions.create({ roomSid: room.sid, resolution: 'huge', audioSources: '*' })),
      gone: await refused(video.compositions('CJ' + '0'.repeat(32)).fetch()),
    };
  },

  async compositionHooks(client) {
    const hooks = client.video.v1.compositionHooks;
    const created = await hooks.create({
      friendlyName: spec.name,
      audioSources: '*',
      videoLayout: { grid: { video_sources: ['*'] } },
    });
    return {
      created,
      fetched: await hooks(created.sid).fetch(),
      updated: await hooks(created.sid).update({ friendlyName: spec.name, audioSources: '*', enabled: false }),
      list: await hooks.list({ enabled: false, friendlyName: spec.name }),
      removed: await hooks(created.sid).remove(),
      gone: await refused(hooks(created.sid).fetch()),
    };
  },

  async transcriptions(client) {
    const video = client.video.v1;
    const room = await video.rooms.create();
    const started = await refused(
      video
        .rooms(room.sid)
        .transcriptions.create({ configuration: { languageCode: 'en-US', partialResults: true } }),
    );
    return { started, list: await video.rooms(room.sid).transcriptions.list() };
  },

  async keys(client) {
    const created = await client.newKeys.create({ friendlyName: 'k' });
    const other = twilio(created.sid, created.secret, { accountSid: spec.account });
    other.video.baseUrl = spec.base;
    const result = {
      created,
      list: await client.keys.list({ pageSize: 1 }),
      fetched: await client.keys(created.sid).fetch(),
      updated: await client.keys(created.sid).update({ friendlyName: 'renamed' }),
      used: (await other.video.v1.rooms.list()).length >= 0,
      removed: await client.keys(created.sid).remove(),
    };
    result.gone = await refused(other.video.v1.rooms.list());
    return result;
  },

  async tokens(client) {
    return { default: await client.tokens.create(), short: await client.tokens.create({ ttl: 600 }) };
  },

  async insights(client) {
    const video = client.insights.v1.rooms;
    const room = await client.video.v1.rooms.create();
    return {
      list: await video.list({ pageSize: 1 }),
      fetched: await video(room.sid).fetch(),
      participants: await video(room.sid).participants.list(),
      gone: await refused(video('RM' + '0'.repeat(32)).fetch()),
    };
  },

  async iamKeys(client) {
    const keys = client.iam.v1;
    const created = await keys.newApiKey.create({ accountSid: spec.account, friendlyName: 'iam' });
    return {
      created,
      list: await keys.getApiKeys.list({ accountSid: spec.account }),
      fetched: await keys.apiKey(created.sid).fetch(),
      removed: await keys.apiKey(created.sid).remove(),
    };
  },
};

scenarios[spec.scenario](connect()).then(
  (result) => process.stdout.write(JSON.stringify(result)),
  (error) => {
    console.error(spec.scenario, error);
    process.exit(1);
  },
);
