package io.parley.signaling.conformance;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Where a server keeps its state. Each server gets an empty database of its own. */
enum Database {
    SQLITE {
        @Override
        String yaml(Path directory) {
            return "store: {directory: '" + directory + "'}";
        }
    },
    POSTGRESQL {
        @Override
        String yaml(Path directory) {
            return "store: {url: '" + Postgres.newDatabase() + "'}";
        }
    };

    /** Settings of a server that keeps its state here, in {@code directory} if it needs one. */
    abstract String yaml(Path directory);

    /** One PostgreSQL for the whole run, since it takes seconds to start; it ends with the process. */
    private static final class Postgres {

        private static final EmbeddedPostgres SERVER = start();
        private static final AtomicInteger DATABASES = new AtomicInteger();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static String newDatabase() {
            String name = "parley" + DATABASES.incrementAndGet();
            try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name + " encoding 'UTF8' template template0");
            } catch (SQLException e) {
                throw new IllegalStateException("cannot make database " + name, e);
            }
            return SERVER.getJdbcUrl("postgres", name);
        }
    }
}
