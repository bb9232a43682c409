package io.parley.token;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The library decides, the shell performs: the arrow between the two packages points one way. */
class TokenLibraryTest {

    private static final Set<String> CLOCK_METHODS =
            Set.of("now", "currentTimeMillis", "nanoTime", "system", "systemUTC");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.parley.token");

    @Test
    void libraryIsThere() {
        assertThat(classes.contain(TokenVerifier.class)).isTrue();
    }

    @Test
    void libraryKnowsNoShellSocketOrThread() {
        DescribedPredicate<JavaClass> shell = resideInAnyPackage(
                "io.parley.token.server..",
                "io.vertx..",
                "io.netty..",
                "picocli..",
                "java.net..",
                "java.nio.channels..",
                "java.nio.file..",
                "java.io..",
                "java.util.concurrent..");
        DescribedPredicate<JavaClass> allowed = describe("a URI", type -> type.isEquivalentTo(URI.class));

        library()
                .should()
                .dependOnClassesThat(shell.and(DescribedPredicate.not(allowed)))
                .check(classes);
    }

    @Test
    void libraryReadsNoClock() {
        DescribedPredicate<JavaAccess<?>> readsClock = describe(
                "reads a clock",
                access -> isClock(access.getTargetOwner()) && CLOCK_METHODS.contains(access.getName()));

        library().should().accessTargetWhere(readsClock).check(classes);
    }

    private static GivenClassesConjunction library() {
        return noClasses().that().resideInAPackage("io.parley.token");
    }

    private static boolean isClock(JavaClass owner) {
        return owner.isEquivalentTo(System.class) || owner.getPackageName().startsWith("java.time");
    }
}
