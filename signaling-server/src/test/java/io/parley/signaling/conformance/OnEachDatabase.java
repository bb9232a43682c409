package io.parley.signaling.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Runs a class of tests once with each {@link Database}. Its constructor gets a {@link TestServer}, which all tests of
 * the class share: they tell their rooms apart by name.
 */
@ParameterizedClass(name = "{0}")
@ArgumentsSource(OnEachDatabase.Servers.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface OnEachDatabase {

    /** Starts one server when the one before has ended; JUnit ends them. */
    final class Servers implements ArgumentsProvider {

        @Override
        public Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context) {
            return Arrays.stream(Database.values()).map(database -> Arguments.of(TestServer.start(database)));
        }
    }
}
