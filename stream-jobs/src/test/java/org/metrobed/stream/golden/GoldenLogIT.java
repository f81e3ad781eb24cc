package org.metrobed.stream.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.stream.StateBackend;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;

/**
 * A committed log gives the committed rows, in all tables, whatever the number of subtasks and the state backend, and the
 * states that are listed. The log ({@code log.bin.gz}) and the rows ({@code rows.gz}, with {@code tables.txt} for people) are in
 * {@code src/test/resources/golden}; a missing file is written anew and fails the test once.
 */
@Timeout(600)
class GoldenLogIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
    private static final Path LOG = FOLDER.resolve("log.bin.gz");
    private static final Path ROWS = FOLDER.resolve("rows.gz");
    private static final Path SUMMARY = FOLDER.resolve("tables.txt");

    private static final Path STATES = FOLDER.resolveSibling("states.txt");

    @TempDir
    private static Path savepoints;

    private static GoldenRun run;

    @BeforeAll
    static void playTheLog() throws IOException {
        if (!Files.exists(LOG)) {
            GoldenDays.write(Files.readString(FOLDER.resolve("harbour.yaml"))).write(LOG);
        }
        GoldenLog log = GoldenLog.read(LOG);
        String prefix = KAFKA.newPrefix();
        log.play(KAFKA, prefix);
        run = new GoldenRun(KAFKA, POSTGRES, prefix, log.endMillis());
    }

    @ParameterizedTest
    @CsvSource({"1, HASHMAP", "2, HASHMAP", "2, ROCKSDB"})
    void committedLogGivesTheCommittedRows(int subtasks, StateBackend backend) throws Exception {
        GoldenRun.Result result = run.through(subtasks, backend, savepoints);
        GoldenTables came = result.tables();
        if (!Files.exists(ROWS)) {
            came.write(ROWS);
            Files.writeString(SUMMARY, came.summary());
            fail(ROWS + " and " + SUMMARY + " were missing and have been written: read what changed and commit them");
        }
        GoldenTables expected = GoldenTables.read(ROWS);
        List<String> differences = came.differences(expected);
        assertThat(differences)
                .as(
                        "rows of the golden log, pipeline version %s, committed by version %s."
                                + " Either the change broke something, or the same log gives other rows from now on:"
                                + " then raise Pipeline.VERSION, delete %s, run this test twice, say in CHANGELOG.md"
                                + " what changed, and commit.%n%s%n",
                        came.version(), expected.version(), ROWS, String.join("\n", differences))
                .isEmpty();
        assertThat(came.summary())
                .as("%s states version and digests: delete %s and run this test twice", SUMMARY, ROWS)
                .isEqualTo(Files.readString(SUMMARY));
        assertThat(result.states())
                .as(
                        "Checkpoints find a state by the uid of its operator and its own name: one that is gone or renamed is"
                                + " dropped by an upgrade without a word. Give it its old name back; a new one is added to"
                                + " %s. The list as it is now:%n%s%n",
                        STATES, String.join("\n", result.states()))
                .containsExactlyElementsOf(Files.readAllLines(STATES));
        StateBackend other = backend == StateBackend.HASHMAP ? StateBackend.ROCKSDB : StateBackend.HASHMAP;
        if (subtasks > 1) {
            assertThat(run.states(result.savepoint(), other, savepoints))
                    .as("the other backend goes on with the canonical savepoint of %s", backend)
                    .containsAll(result.states());
        }
    }
}
