package org.metrobed.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.config.Secret;
import org.metrobed.embedded.EmbeddedPostgres;
import org.metrobed.launcher.Metrobed;
import org.metrobed.launcher.run.Configs;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Migrations;
import org.metrobed.store.RowWriters;
import org.metrobed.store.Schemas;
import org.metrobed.store.StoreSession;
import org.metrobed.store.TableDigest;
import org.metrobed.store.progress.Progress;
import org.metrobed.store.write.WriteMode;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.PostgresExtension;
import picocli.CommandLine;

final class CopyDatabaseCommandIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();

    @Test
    void tablesOfADataFolderGoToAnotherServer() throws SQLException, IOException {
        List<TableDigest> before = fill();
        Path password = Files.writeString(folder.resolve("target-password"), POSTGRES.password());
        DatabaseConfig target = new DatabaseConfig(
                POSTGRES.url(), POSTGRES.user(), new Secret(POSTGRES.password()), DatabaseConfig.SCHEMA.defaultValue());
        String[] command = {
            "copy-database",
            "--data",
            folder.resolve("data").toString(),
            "--to",
            target.url(),
            "--to-user",
            target.user(),
            "--to-password-file",
            password.toString()
        };
        try {
            assertThat(run(command)).as(said.toString()).isZero();
            assertThat(said.toString())
                    .contains("observation: 1 rows", "copied: the schema metrobed of " + target.url());
            assertThat(TableDigest.list(target)).isEqualTo(before);

            assertThat(run(command)).isEqualTo(1);
            assertThat(said.toString()).contains("the target database has a schema metrobed");
        } finally {
            Schemas.drop(target);
        }
    }

    @Test
    void folderWithoutMetrobedAndOptionsWithoutTargetAreToldInASentence() {
        assertThat(run("copy-database", "--data", folder.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(said.toString()).contains("no Metrobed has run in");
        assertThat(run("copy-database", "--to-user", "x")).isEqualTo(1);
        assertThat(said.toString()).contains("--to-user and --to-password-file need --to");
    }

    private List<TableDigest> fill() throws SQLException {
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.start(folder.resolve("data").resolve("postgres"), 0)) {
            DatabaseConfig live = Configs.database(postgres);
            Migrations.migrate(live);
            try (StoreSession session = StoreSession.open(live, WriteMode.COPY, "test")) {
                session.append(
                        RowWriters.observations(),
                        List.of(Observations.observation().build()),
                        new Progress("rows", 0, 1, 0));
            }
            return TableDigest.list(live);
        }
    }

    private int run(String... arguments) {
        CommandLine line = Metrobed.commandLine();
        line.setOut(new PrintWriter(said, true));
        line.setErr(new PrintWriter(said, true));
        return line.execute(arguments);
    }
}
