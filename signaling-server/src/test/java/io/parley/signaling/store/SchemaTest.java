package io.parley.signaling.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class SchemaTest {

    private DataSource database;

    @BeforeEach
    void makeDatabase(@TempDir Path directory) {
        SQLiteDataSource sqlite = new SQLiteDataSource();
        sqlite.setUrl("jdbc:sqlite:" + directory.resolve("test.db"));
        database = sqlite;
    }

    @Test
    void newestIsTheLastMigration() {
        MigrationInfo[] all = Schema.flyway(database).info().all();

        assertThat(all[all.length - 1].getVersion()).hasToString(Schema.NEWEST);
    }

    @Test
    void emptyDatabaseIsBroughtUpToDate() {
        assertThat(Schema.isUpToDate(database)).isFalse();

        Schema.bringUpToDate(database);

        assertThat(Schema.isUpToDate(database)).isTrue();
        assertThat(Schema.flyway(database).info().pending()).isEmpty();
    }

    @Test
    void olderOrFailedSchemaIsNotUpToDate() throws SQLException {
        Schema.bringUpToDate(database);

        execute("update flyway_schema_history set success = 0");
        assertThat(Schema.isUpToDate(database)).isFalse();

        execute("update flyway_schema_history set success = 1, version = '0'");
        assertThat(Schema.isUpToDate(database)).isFalse();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
