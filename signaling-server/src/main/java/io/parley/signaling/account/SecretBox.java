package io.parley.signaling.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Secrets as the database keeps them: AES-256-GCM under the key of the setting {@code store.encryption_key}. The SID of
 * the key whose secret it is takes part, so that a ciphertext opens nothing in another row.
 *
 * <pre>
 * Base64( nonce (12 bytes) | ciphertext | tag (16 bytes) )
 * </pre>
 */
final class SecretBox {

    static final String SETTING = "store.encryption_key";

    private static final int KEY_BYTES = 32;
    /** What GCM is specified for (NIST SP 800-38D section 5.2.1.1); random ones do for 2^32 secrets. */
    private static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random;

    private SecretBox(SecretKey key, SecureRandom random) {
        this.key = key;
        this.random = random;
    }

    /**
     * The box of a configuration.
     *
     * @param encryptionKey null: none is configured
     * @return null without a key
     * @throws IllegalArgumentException when it is no such key; the message is for the operator, and does not show it
     */
    static @Nullable SecretBox of(@Nullable String encryptionKey, SecureRandom random) {
        if (encryptionKey == null) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(encryptionKey.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(SETTING + " is not Base64", e);
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException(SETTING + " is " + bytes.length + " bytes in Base64, not " + KEY_BYTES
                    + " (openssl rand -base64 32)");
        }
        return new SecretBox(new SecretKeySpec(bytes, "AES"), random);
    }

    /** What the database keeps of the secret of {@code sid}. */
    String seal(String sid, String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, sid, nonce).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            ByteBuffer box = ByteBuffer.allocate(nonce.length + sealed.length);
            return Base64.getEncoder().encodeToString(box.put(nonce).put(sealed).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has AES-GCM", e);
        }
    }

    /**
     * The secret of {@code sid}; null when {@code box} was sealed with another key, for another SID, or was changed.
     */
    @Nullable
    String open(String sid, String box) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(box));
            if (bytes.remaining() < NONCE_BYTES + TAG_BITS / 8) {
                return null;
            }
            byte[] nonce = new byte[NONCE_BYTES];
            byte[] sealed = new byte[bytes.get(nonce).remaining()];
            bytes.get(sealed);
            return new String(cipher(Cipher.DECRYPT_MODE, sid, nonce).doFinal(sealed), StandardCharsets.UTF_8);
        } catch (AEADBadTagException | IllegalArgumentException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, String sid, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(sid.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
