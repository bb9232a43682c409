package io.parley.signaling;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.parley.signaling.connection.ConnectionRef;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Timer;
import org.junit.jupiter.api.Test;

/** The cores know no socket, thread or clock, and no shell; packages point one way. */
class LayersTest {

    private static final String BASE = "io.parley.signaling.";
    private static final String[] CORES = {
        BASE + "identifier..",
        BASE + "message..",
        BASE + "ice..",
        BASE + "room..",
        BASE + "connection..",
        BASE + "insights.."
    };
    private static final String[] SHELLS = {
        BASE + "server..",
        BASE + "config..",
        BASE + "websocket..",
        BASE + "store..",
        BASE + "journal..",
        BASE + "rest..",
        BASE + "account..",
        BASE + "composition..",
        BASE + "summary..",
        BASE + "webhook.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.parley.signaling");

    @Test
    void coresKnowNoSocketAndNoThread() {
        noClasses()
                .that()
                .resideInAnyPackage(CORES)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "io.vertx..",
                                "io.netty..",
                                "java.net..",
                                "java.nio.channels..",
                                "java.util.concurrent..")
                        .and(not(equivalentTo(URI.class))))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Timer.class, Thread.class)
                .check(CLASSES);
    }

    @Test
    void coresReadNoClock() {
        noClasses()
                .that()
                .resideInAnyPackage(CORES)
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(CLASSES);
    }

    @Test
    void coresKnowNoShell() {
        noClasses()
                .that()
                .resideInAnyPackage(CORES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SHELLS)
                .check(CLASSES);
    }

    @Test
    void identifiersKnowNothingElse() {
        noClasses()
                .that()
                .resideInAPackage(BASE + "identifier..")
                .should()
                .dependOnClassesThat(otherThan("identifier"))
                .check(CLASSES);
    }

    @Test
    void messagesKnowIdentifiersOnly() {
        noClasses()
                .that()
                .resideInAPackage(BASE + "message..")
                .should()
                .dependOnClassesThat(otherThan("identifier", "message"))
                .check(CLASSES);
    }

    @Test
    void iceKnowsMessagesOnly() {
        noClasses()
                .that()
                .resideInAPackage(BASE + "ice..")
                .should()
                .dependOnClassesThat(otherThan("ice", "message"))
                .check(CLASSES);
    }

    /** Of connections a room knows their name only, to which it sends. */
    @Test
    void roomsKnowOfConnectionsOnlyHowToReachThem() {
        noClasses()
                .that()
                .resideInAPackage(BASE + "room..")
                .should()
                .dependOnClassesThat(
                        otherThan("room", "message", "identifier").and(not(equivalentTo(ConnectionRef.class))))
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> otherThan(String... packages) {
        String[] names = Arrays.stream(packages).map(name -> BASE + name + "..").toArray(String[]::new);
        return resideInAnyPackage("io.parley.signaling..").and(not(resideInAnyPackage(names)));
    }
}
