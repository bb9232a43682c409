// Prints the token that the unmodified library makes of the JSON in the first argument:
// {account, key, secret, options: {identity, ttl, nbf, region}, room, otherGrants, algorithm}
const { AccessToken } = require('twilio').jwt;

const spec = JSON.parse(process.argv[2]);
const token = new AccessToken(spec.account, spec.key, spec.secret, spec.options);
token.addGrant(new AccessToken.VideoGrant({ room: spec.room }));
if (spec.otherGrants) {
  token.addGrant(new AccessToken.ChatGrant({ serviceSid: 'IScccccccccccccccccccccccccccccccc' }));
  token.addGrant(new AccessToken.SyncGrant({ serviceSid: 'ISdddddddddddddddddddddddddddddddd' }));
  token.addGrant(
    new AccessToken.VoiceGrant({
      incomingAllow: true,
      outgoingApplicationSid: 'APeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee',
    }),
  );
}
process.stdout.write(token.toJwt(spec.algorithm));
