package io.parley.signaling.account;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {

    private static final String SECRET = "a secret with an é in it";

    private final SecretBox box = box('k');

    @Test
    void whatIsSealedIsOpenedAgain() {
        assertThat(box.open("SK1", box.seal("SK1", SECRET))).isEqualTo(SECRET);
    }

    @Test
    void oneSecretIsNeverSealedAlike() {
        assertThat(box.seal("SK1", SECRET)).isNotEqualTo(box.seal("SK1", SECRET));
    }

    @Test
    void anotherKeyOpensNothing() {
        assertThat(box('l').open("SK1", box.seal("SK1", SECRET))).isNull();
    }

    @Test
    void theSecretOfAnotherRowIsNotOpened() {
        assertThat(box.open("SK2", box.seal("SK1", SECRET))).isNull();
    }

    @Test
    void whatIsChangedAnywhereIsNotOpened() {
        byte[] sealed = Base64.getDecoder().decode(box.seal("SK1", SECRET));

        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(box.open("SK1", Base64.getEncoder().encodeToString(changed)))
                    .isNull();
        }
    }

    @Test
    void whatIsCutAnywhereIsNotOpened() {
        byte[] sealed = Base64.getDecoder().decode(box.seal("SK1", SECRET));

        for (int length = 0; length < sealed.length; length++) {
            String cut = Base64.getEncoder().encodeToString(Arrays.copyOf(sealed, length));
            assertThat(box.open("SK1", cut)).isNull();
        }
    }

    @Test
    void withoutEncryptionKeyThereIsNoBox() {
        assertThat(SecretBox.of(null, new SecureRandom())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "no base64!", "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2tr"})
    void anEncryptionKeyThatIsNoneIsRefusedByTheNameOfItsSetting(String key) {
        assertThatThrownBy(() -> SecretBox.of(key, new SecureRandom()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("store.encryption_key is ");
    }

    private static SecretBox box(char fill) {
        byte[] key = String.valueOf(fill).repeat(32).getBytes(StandardCharsets.US_ASCII);
        return requireNonNull(SecretBox.of(Base64.getEncoder().encodeToString(key), new SecureRandom()));
    }
}
