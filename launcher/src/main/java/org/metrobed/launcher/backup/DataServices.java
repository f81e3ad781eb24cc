package org.metrobed.launcher.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.metrobed.embedded.EmbeddedKafka;
import org.metrobed.embedded.EmbeddedPostgres;
import org.metrobed.embedded.ServiceException;
import org.metrobed.launcher.run.Configs;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.DataFolder;
import org.metrobed.launcher.run.StopSequence;
import org.metrobed.topics.Topics;

/** Kafka and PostgreSQL of a data folder on which no Metrobed runs, on free ports. Not thread-safe; close it. */
public final class DataServices implements AutoCloseable {

    /** What a backup takes by other means, what is computed, and what belongs to a process. */
    private static final Set<String> NOT_COPIED =
            Set.of("kafka", "postgres", "flink", "flink-rebuild", "mqtt", "logs", "lock", "pid", "probe");

    private final StopSequence started = new StopSequence();
    private final Installation installation;

    private DataServices(Path folder, Console console) {
        try {
            DataFolder data = started.add("data folder", DataFolder.take(folder));
            EmbeddedKafka kafka =
                    started.add("Kafka", console.step("Kafka", () -> EmbeddedKafka.start(data.of("kafka"), 0)));
            EmbeddedPostgres postgres = started.add(
                    "PostgreSQL", console.step("PostgreSQL", () -> EmbeddedPostgres.start(data.of("postgres"), 0)));
            installation = new Installation(
                    kafka.bootstrapServers(), new Topics(Topics.DEFAULT_PREFIX), Configs.database(postgres));
        } catch (ServiceException e) {
            started.close();
            throw e;
        }
    }

    /**
     * Starts them.
     *
     * @throws ServiceException if one does not start, or a Metrobed runs on the folder
     */
    public static DataServices start(Path folder, Console console) {
        return new DataServices(folder, console);
    }

    /** The files and folders of a data folder that belong in a backup beside Kafka and the database. */
    public static List<Path> files(Path folder) throws IOException {
        return BackupFolder.list(folder).stream()
                .filter(path -> !NOT_COPIED.contains(path.getFileName().toString()))
                .toList();
    }

    /** Their addresses. */
    public Installation installation() {
        return installation;
    }

    @Override
    public void close() {
        started.close();
    }
}
