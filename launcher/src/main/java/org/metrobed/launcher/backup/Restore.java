package org.metrobed.launcher.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.metrobed.ingest.kafka.RawRetention;
import org.metrobed.launcher.run.Console;
import org.metrobed.store.Migrations;
import org.metrobed.store.Schemas;
import org.metrobed.store.saved.SavedTables;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;

/**
 * Writes a backup into an installation that has neither topics nor a schema of Metrobed. The rows that follow from the logs
 * are not in a backup: the pipeline computes them again when it starts, because there is no checkpoint. Not thread-safe.
 */
public final class Restore {

    private static final byte[] NOTHING = {};
    private static final String FILLER = "restore";
    /** Settings of a topic that delete records. */
    private static final List<String> LIMITS = List.of("retention.ms", "retention.bytes");

    private static final String FOREVER = "-1";

    private final Installation into;
    private final Console console;

    /** A restore into an installation. */
    public Restore(Installation into, Console console) {
        this.into = into;
        this.console = console;
    }

    /**
     * Compares the backup with its digests, then writes its topics and tables.
     *
     * @return what the backup holds
     * @throws BackupException if the installation is not empty, or refuses
     * @throws org.metrobed.launcher.segment.SegmentException if a segment is not as it was written; nothing is written then
     */
    public Manifest run(Path folder) {
        Manifest manifest = console.step("digests and records", () -> Backup.verify(folder));
        try (LogRestorer logs = new LogRestorer(into.kafka(), folder)) {
            if (Schemas.exists(into.database())) {
                throw new BackupException("the database has a schema "
                        + into.database().schema() + "; a restore needs a database without it");
            }
            console.step("raw log", () -> restore(logs, manifest.topic(Backup.RAW), true, Restore::part));
            console.step("catalog", () -> restore(logs, manifest.topic(Backup.CATALOG), false, Restore::heartbeat));
            Migrations.migrate(into.database());
            String tables = "/" + Backup.TABLES + "/";
            for (SavedFile file : manifest.files()) {
                if (file.file().contains(tables)) {
                    SavedTables.read(
                            into.database(), folder.resolve(file.file()).getParent());
                    break;
                }
            }
            return manifest;
        } catch (SQLException e) {
            throw new BackupException("the database refuses the tables: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new BackupException("the backup in " + folder + " cannot be read: " + e.getMessage(), e);
        } catch (KafkaException e) {
            throw new BackupException("Kafka at " + into.kafka() + " refuses: " + e.getMessage(), e);
        }
    }

    /**
     * What a person must know of the retention of the raw log, which deletes nothing after a restore.
     *
     * @return a sentence; empty if the raw log of the backup had no retention
     */
    public static Optional<String> retentionNotice(Manifest restored) {
        Map<String, String> config = restored.topic(Backup.RAW).config();
        return LIMITS.stream()
                .filter(name -> !config.getOrDefault(name, FOREVER).equals(FOREVER))
                .map(name -> name + "=" + config.get(name))
                .reduce((one, other) -> one + " and " + other)
                .map(set ->
                        "the raw log had " + set + " and keeps everything now, so that Kafka deletes nothing that is"
                                + " not computed yet. Start without " + RawRetention.SETTING.name()
                                + ", and set it again when part pipeline of /health is up");
    }

    private void restore(LogRestorer logs, SavedTopic topic, boolean keepAll, LogRestorer.Filler filler) {
        try {
            logs.restore(topic, into.topics().prefix() + topic.name(), keepAll, filler);
        } catch (IOException e) {
            throw new BackupException("the topic " + topic.name() + " cannot be restored: " + e.getMessage(), e);
        }
    }

    /** A part of a large message that no message names: the pipeline passes over it. */
    private static ProducerRecord<byte[], byte[]> part(TopicPartition place, long millis) {
        ProducerRecord<byte[], byte[]> filler =
                new ProducerRecord<>(place.topic(), place.partition(), millis, NOTHING, NOTHING);
        filler.headers().add(RawHeaders.KIND, RawKind.PART.bytes());
        return filler;
    }

    /** A heartbeat of the time of the record before: what compaction has removed was a heartbeat too. */
    private static ProducerRecord<byte[], byte[]> heartbeat(TopicPartition place, long millis) {
        return new ProducerRecord<>(
                place.topic(),
                place.partition(),
                millis,
                RawHeaders.text(Heartbeat.KEY),
                CatalogStands.CODEC.encode(new Heartbeat(FILLER, millis, millis)));
    }
}
