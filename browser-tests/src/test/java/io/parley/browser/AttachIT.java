package io.parley.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Elements of a page that show tracks: one found by a selector, one given as it is, and one that the SDK makes. */
@ExtendWith(OnStage.class)
class AttachIT {

    @Test
    void tracksGoIntoElementsAndComeOutOfThem(Stage stage) {
        int port = stage.server().port();
        Visitor alice = stage.parleyPage("alice", port).join("r");
        Visitor bob = stage.parleyPage("bob", port).join("r");
        bob.run("publish('audio', 'mic')");
        bob.run("publish('canvas', 'cam')");
        alice.untilTracksOf("bob", "cam video true true", "mic audio true true");

        assertThat(alice.text("JSON.stringify(attach('cam', '#video'))"))
                .isEqualTo("{\"tag\":\"VIDEO\",\"id\":\"video\",\"attached\":true}");
        assertThat(alice.text("JSON.stringify(attachElement('mic', 'audio'))"))
                .isEqualTo("{\"tag\":\"AUDIO\",\"id\":\"audio\",\"attached\":true}");
        assertThat(alice.text("JSON.stringify(attach('cam'))"))
                .isEqualTo("{\"tag\":\"VIDEO\",\"id\":\"\",\"attached\":true}");
        alice.until("document.querySelector('#video').videoWidth > 0");

        assertThat(alice.number("detach('cam')")).isEqualTo(2);
        assertThat(alice.number("detach('mic')")).isEqualTo(1);
        assertThat(alice.number("detach('mic')")).isZero();
        for (String id : new String[] {"video", "audio"}) {
            assertThat(alice.number("document.getElementById('%s').srcObject?.getTracks().length ?? 0".formatted(id)))
                    .isZero();
        }
    }
}
