package io.parley.token;

import org.jspecify.annotations.Nullable;

/**
 * What a verified token says.
 *
 * @param keySid the API key that signed it
 * @param accountSid the account of that key
 * @param identity who the bearer is; 1 to {@value ParticipantIdentity#MAX_LENGTH} characters, see
 *     {@link ParticipantIdentity}
 * @param room unique name or SID of the only room it opens, or null when it opens every room of the account. Never
 *     empty, else as the app wrote it: whether it is a possible name is checked when a room is joined
 * @param expiresAtEpochSeconds when it stops to open rooms; who is inside by then stays
 */
public record AccessToken(
        String keySid,
        String accountSid,
        String identity,
        @Nullable String room,
        long expiresAtEpochSeconds) {}
