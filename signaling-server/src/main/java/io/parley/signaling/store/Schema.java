package io.parley.signaling.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The tables, brought up to date by Flyway. It is left alone when they are, since loading it is a good part of a start.
 */
final class Schema {

    /** Version of the last migration in {@code db/migration}. */
    static final String NEWEST = "4";

    private Schema() {}

    static void bringUpToDate(DataSource database) {
        if (!isUpToDate(database)) {
            flyway(database).migrate();
        }
    }

    static Flyway flyway(DataSource database) {
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .loggers("slf4j")
                .load();
    }

    /** Whether the last that Flyway did was to migrate to the newest version. */
    static boolean isUpToDate(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet last = statement.executeQuery(
                        "select version, success from flyway_schema_history order by installed_rank desc limit 1")) {
            return last.next() && NEWEST.equals(last.getString("version")) && last.getBoolean("success");
        } catch (SQLException e) {
            return false; // no such table yet, or worse: Flyway will tell
        }
    }
}
