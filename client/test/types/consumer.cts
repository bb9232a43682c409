// Compiled, never run: the same for an application in CommonJS.
import Video = require('parley-video');

Video.connect('token', { server: 'https://video.example.org' }).then((room: Video.Room) => {
  room.on('trackAdded', (track, participant) => `${track.kind} of ${participant.identity}`);
  room.localParticipant.trackPublications.forEach(publication => publication.trackSid);
});
