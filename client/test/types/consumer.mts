// Compiled, never run: an application in strict TypeScript that uses the built package as an ES module.
import Video, { connect, LocalDataTrack, runPreflight } from 'parley-video';
import type { ConnectOptions, LocalTrack, Participant, RemoteParticipant, RemoteTrack, RemoteTrackPublication, Room }
  from 'parley-video';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
function same<A, B>(_: Equal<A, B>): void {}

const options: ConnectOptions = { server: new URL('https://video.example.org'), name: 'room', audio: true };
const connecting = connect('token', options);
connecting.cancel();
const room: Room = await connecting;

room
  .on('trackAdded', (track, participant) => {
    same<typeof track, RemoteTrack>(true);
    same<typeof participant, RemoteParticipant>(true);
  })
  .on('trackRemoved', (track, participant) => {
    if (track.kind !== 'data') {
      track.detach().forEach(element => element.remove());
    }
    participant.trackPublications.forEach(publication => same<typeof publication, RemoteTrackPublication>(true));
  })
  .on('trackSubscribed', (track, publication, participant) => {
    same<typeof track, RemoteTrack>(true);
    same<typeof publication, RemoteTrackPublication>(true);
    same<typeof participant, RemoteParticipant>(true);
  });

room.participants.forEach(participant => {
  participant.on('trackAdded', track => same<typeof track, RemoteTrack>(true));
  participant.on('trackRemoved', track => same<typeof track, RemoteTrack>(true));
  participant.on('trackSubscribed', (track, publication) => track.name === publication.trackName);
});
room.localParticipant.on('trackAdded', track => same<typeof track, LocalTrack>(true));
room.localParticipant.on('trackRemoved', track => same<typeof track, LocalTrack>(true));

class Chat extends LocalDataTrack {}
const chat: LocalDataTrack = new Chat();
const sid: Participant.SID = room.localParticipant.sid;
const alsoRoom: Video.Room = await Video.connect('token', { wsServer: 'wss://video.example.org/signaling' });
runPreflight('token', { server: 'https://video.example.org', duration: 1000 }).on('failed', error => error.message);

// @ts-expect-error: a server is an address
connect('token', { server: 8080 });
// @ts-expect-error: no such event
room.on('trackAppeared', () => {});

export { alsoRoom, chat, sid };
