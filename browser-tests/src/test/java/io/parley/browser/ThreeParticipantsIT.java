package io.parley.browser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnStage.class)
class ThreeParticipantsIT {

    @Test
    void seeAndHearEachOtherWhoeverComesFirst(Stage stage) {
        int port = stage.server().port();
        Visitor silent = stage.plainPage("silent", port).join("r");
        Visitor bob = stage.plainPage("bob", port).join("r", "audio", "video");
        Visitor carol = stage.plainPage("carol", port).join("r", "audio", "video");
        String[] both = {"audio audio true true", "video video true true"};

        silent.untilTracksOf("bob", both);
        silent.untilTracksOf("carol", both);
        bob.untilTracksOf("carol", both);
        carol.untilTracksOf("bob", both);
        carol.untilTracksOf("silent");
        silent.untilFlowing(4);
        bob.untilFlowing(2);
        carol.untilFlowing(2);

        silent.run("publish('audio', 'late')");
        bob.untilTracksOf("silent", "late audio true true");
        carol.untilTracksOf("silent", "late audio true true");
        bob.untilFlowing(3);
        carol.untilFlowing(3);

        bob.run("leave()");
        silent.untilFired("room", "participantDisconnected", "p => p.identity === 'bob'");
        carol.untilFired("room", "participantDisconnected", "p => p.identity === 'bob'");
        silent.untilFlowing(2);
        carol.untilFlowing(1);

        bob.run("events.length = 0");
        bob.join("r", "audio", "video");
        silent.untilTracksOf("bob", both);
        carol.untilTracksOf("bob", both);
        bob.untilTracksOf("silent", "late audio true true");
        bob.untilFlowing(3);
        carol.untilFlowing(3);
    }
}
