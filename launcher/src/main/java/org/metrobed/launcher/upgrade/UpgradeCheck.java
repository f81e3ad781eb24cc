package org.metrobed.launcher.upgrade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.metrobed.api.raw.RawLogReach;
import org.metrobed.launcher.backup.Installation;
import org.metrobed.launcher.flink.CheckpointCheck;
import org.metrobed.launcher.flink.FlinkService;
import org.metrobed.launcher.flink.NewestCheckpoint;
import org.metrobed.launcher.run.Configs;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Migrations;
import org.metrobed.store.Schemas;
import org.metrobed.stream.Pipeline;
import org.metrobed.stream.PipelineConfig;

/**
 * Finds out whether this version reads the newest checkpoint of a data folder: the pipeline of this version starts from it,
 * with the live raw log and an empty schema of its own, until each of its tasks has read its state; then it is cancelled
 * and the schema is dropped. Nothing else is changed. A Metrobed may run on the folder. Not thread-safe.
 */
public final class UpgradeCheck {

    private static final String SCHEMA = "metrobed_upgrade_check";

    private final Path data;
    private final Installation installation;

    /**
     * What an upgrade would do. Immutable.
     *
     * @param readable whether the pipeline resumes from its newest checkpoint, or there is none; otherwise it starts at an
     *     older one or at the beginning of the raw log, or ends
     * @param sentences for people
     */
    public record Outcome(boolean readable, List<String> sentences) {
        public Outcome {
            sentences = List.copyOf(sentences);
        }
    }

    /**
     * A check of a folder.
     *
     * @param data the data folder
     * @param installation its running Kafka and database
     */
    public UpgradeCheck(Path data, Installation installation) {
        this.data = Objects.requireNonNull(data, "data");
        this.installation = Objects.requireNonNull(installation, "installation");
    }

    /**
     * Runs the check.
     *
     * @throws org.metrobed.embedded.ServiceException if a mini-cluster does not start, or a running pipeline deletes each
     *     checkpoint before it is read
     * @throws SQLException if the database refuses
     */
    public Outcome run() throws SQLException, IOException {
        List<String> sentences = new ArrayList<>(migrations());
        RawLogReach reach = RawLogReach.read(installation.kafka(), installation.topics());
        if (reach.isShortened()) {
            sentences.add(reach.describe() + ": a rebuild computes nothing of these; their rows stay as they are");
        }
        Path flink = data.resolve("flink");
        int generation = FlinkService.generation(flink);
        NewestCheckpoint newest = new NewestCheckpoint(flink);
        if (newest.find().isEmpty()) {
            sentences.add("there is no checkpoint: the pipeline starts at the beginning of the raw log");
            return new Outcome(true, sentences);
        }
        if (generation != Pipeline.STATE_GENERATION) {
            sentences.add("needs a rebuild: the checkpoints have state layouts of generation " + generation
                    + ", and this version reads " + Pipeline.STATE_GENERATION
                    + "; it sets them aside and computes again from the beginning of the raw log");
            return new Outcome(false, sentences);
        }
        CheckpointCheck check = start(newest);
        if (check.readable()) {
            sentences.add("readable: this version has read the whole state of " + check.checkpoint());
        } else {
            sentences.add("needs a rebuild: this version does not read " + check.checkpoint());
            sentences.addAll(check.problems());
        }
        return new Outcome(check.readable(), sentences);
    }

    private List<String> migrations() throws SQLException {
        if (!Schemas.exists(installation.database())) {
            return List.of();
        }
        List<String> pending = Migrations.listPending(installation.database());
        return pending.isEmpty() ? List.of() : List.of("the database will be migrated: " + String.join(", ", pending));
    }

    private CheckpointCheck start(NewestCheckpoint newest) throws SQLException, IOException {
        DatabaseConfig schema = installation.database().withSchema(SCHEMA);
        Path scratch = Files.createTempDirectory("metrobed-upgrade-check");
        try {
            Schemas.drop(schema);
            Migrations.migrate(schema);
            PipelineConfig real = Configs.live(
                    installation.kafka(),
                    schema,
                    FlinkService.checkpoints(scratch).toUri().toString());
            PipelineConfig trial = real.with().publish(false).build();
            return newest.check(
                    checkpoint -> FlinkService.check(scratch, checkpoint, Configs.graph(real), Configs.graph(trial)));
        } finally {
            Schemas.drop(schema);
            delete(scratch);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
