package org.metrobed.launcher.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.metrobed.config.tls.KafkaAddress;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.segment.Segment;
import org.metrobed.launcher.segment.SegmentReader;
import org.metrobed.store.Schemas;
import org.metrobed.store.saved.SavedTables;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.RawHeaders;

/**
 * Takes a backup of an installation, running or not. The cut: first the tables of people as of one moment, then the end of
 * the raw log, then that of the catalog. So no action names a reading that the raw log does not hold, and no reading needs
 * a catalog that is not there. Not thread-safe.
 */
public final class Backup {

    /** The folder of the tables in a state. */
    static final String TABLES = "tables";
    /** The folder of files of the data folder in a state. */
    static final String DATA = "data";
    /** The folder of other files in a state. */
    static final String FILES = "files";
    /** The names of the topics without their prefix. */
    static final String RAW = "raw";

    static final String CATALOG = "catalog";

    private static final byte[] HEARTBEAT = RawHeaders.text(Heartbeat.KEY);
    private static final long LIMIT_SECONDS = 60;

    private final Installation from;
    private final String version;
    private final Console console;

    /**
     * What goes into a backup beside Kafka and the database. Immutable.
     *
     * @param environment the settings
     * @param data files and folders of the data folder of an embedded run
     * @param files other files and folders, beside those that settings name
     */
    public record Beside(Map<String, String> environment, List<Path> data, List<Path> files) {
        public Beside {
            environment = Map.copyOf(environment);
            data = List.copyOf(data);
            files = List.copyOf(files);
        }
    }

    /**
     * A backup of an installation.
     *
     * @param version of this program
     */
    public Backup(Installation from, String version, Console console) {
        this.from = from;
        this.version = version;
        this.console = console;
    }

    /**
     * Takes it. If the folder has a backup, only records that came since are copied; the rest is copied again.
     *
     * @return what the folder holds now
     * @throws BackupException if it cannot be taken; the backup before stays as it is
     */
    public Manifest take(Path folder, Beside beside, InstantSource clock) {
        requireOutside(folder, beside);
        try (BackupFolder into = BackupFolder.take(folder);
                LogCopier copier = new LogCopier(from.kafka(), into.root(), LogCopier.SEGMENT_BYTES)) {
            Optional<Manifest> before = into.findManifest();
            String state = into.newState();
            Path place = into.root().resolve(state);
            String cut = clock.instant().toString();
            tables(place);
            Map<TopicPartition, Long> rawEnds = copier.ends(from.topics().raw().name());
            Map<TopicPartition, Long> catalogEnds =
                    copier.ends(from.topics().catalog().name());
            SavedTopic raw = console.step(
                    "raw log",
                    () -> topic(copier, RAW, rawEnds, before.map(manifest -> manifest.topic(RAW)), RAW, any -> false));
            SavedTopic catalog = console.step(
                    "catalog",
                    () -> topic(
                            copier,
                            CATALOG,
                            catalogEnds,
                            Optional.empty(),
                            state + "/" + CATALOG,
                            record -> Arrays.equals(record.key(), HEARTBEAT)));
            FileCopies.settings(beside.environment(), place);
            Map<Path, Path> origins = new TreeMap<>(FileCopies.copy(beside.data(), place.resolve(DATA)));
            List<Path> files = Stream.concat(FileCopies.named(beside.environment()).stream(), beside.files().stream())
                    .distinct()
                    .toList();
            origins.putAll(FileCopies.copy(files, place.resolve(FILES)));
            List<SavedFile> saved = FileCopies.list(into.root(), place, origins).stream()
                    .filter(file -> !file.file().startsWith(state + "/" + CATALOG + "/"))
                    .toList();
            Manifest manifest = new Manifest(
                    Manifest.FORMAT,
                    version,
                    cut,
                    clusterId(),
                    from.topics().prefix(),
                    CatalogStands.newest(into.root(), catalog),
                    List.of(raw, catalog),
                    saved);
            into.commit(manifest, state);
            return manifest;
        } catch (IOException e) {
            throw new BackupException("the backup in " + folder + " cannot be written: " + e.getMessage(), e);
        } catch (KafkaException e) {
            throw new BackupException("Kafka at " + from.kafka() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void requireOutside(Path folder, Beside beside) {
        Path root = folder.toAbsolutePath().normalize();
        for (Path path :
                Stream.concat(beside.data().stream(), beside.files().stream()).toList()) {
            if (root.startsWith(path.toAbsolutePath().normalize())) {
                throw new BackupException("the folder of the backup lies in " + path
                        + ", which is copied; choose one outside, best on another disk");
            }
        }
    }

    private void tables(Path place) throws IOException {
        Path folder = Files.createDirectory(place.resolve(TABLES));
        try {
            if (Schemas.exists(from.database())) {
                SavedTables.write(from.database(), folder);
            } else {
                console.say("  the database has no schema " + from.database().schema()
                        + " yet, so the backup holds no tables");
            }
        } catch (SQLException e) {
            throw new BackupException("the database cannot be read: " + e.getMessage(), e);
        }
    }

    private SavedTopic topic(
            LogCopier copier,
            String name,
            Map<TopicPartition, Long> ends,
            Optional<SavedTopic> before,
            String folder,
            Predicate<ConsumerRecord<byte[], byte[]>> superseded) {
        String topic = from.topics().prefix() + name;
        before.ifPresent(saved -> requirePartitions(topic, saved, ends.size()));
        List<SavedLog> logs = new ArrayList<>();
        for (int partition = 0; partition < ends.size(); partition++) {
            TopicPartition place = new TopicPartition(topic, partition);
            int number = partition;
            try {
                logs.add(copier.copy(
                        place,
                        ends.get(place),
                        before.flatMap(saved -> saved.find(number)),
                        folder + "/" + partition,
                        superseded));
            } catch (IOException e) {
                throw new BackupException("a segment cannot be written: " + e.getMessage(), e);
            }
        }
        return new SavedTopic(name, config(topic), logs);
    }

    /** Partitions may be added to a topic, never taken away. */
    static void requirePartitions(String topic, SavedTopic before, int partitions) {
        if (partitions < before.logs().size()) {
            throw new BackupException("the topic " + topic + " has " + partitions + " partitions and its backup "
                    + before.logs().size() + ", so it is another log; a backup of another log belongs in an empty"
                    + " folder");
        }
    }

    /** The settings of a topic that are its own. */
    private Map<String, String> config(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(KafkaAddress.client(from.kafka()))) {
            return await(admin.describeConfigs(List.of(resource)).all()).get(resource).entries().stream()
                    .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                    .collect(
                            Collectors.toMap(ConfigEntry::name, ConfigEntry::value, (one, other) -> one, HashMap::new));
        }
    }

    private String clusterId() {
        try (Admin admin = Admin.create(KafkaAddress.client(from.kafka()))) {
            return await(admin.describeCluster().clusterId());
        }
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new BackupException("Kafka has not answered within " + LIMIT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackupException("interrupted while Kafka was read", e);
        }
    }

    /**
     * Reads every byte of a backup: digests of all files, and all records with their offsets.
     *
     * @return what the folder holds
     * @throws BackupException if there is no whole backup
     * @throws org.metrobed.launcher.segment.SegmentException if a segment is not as it was written
     */
    public static Manifest verify(Path folder) {
        try {
            Manifest manifest = BackupFolder.manifest(folder);
            for (SavedTopic topic : manifest.topics()) {
                for (SavedLog log : topic.logs()) {
                    for (Segment segment : log.segments()) {
                        SegmentReader.verifyFile(folder, segment);
                        SegmentReader.read(folder, segment, record -> {});
                    }
                }
            }
            for (SavedFile file : manifest.files()) {
                file.verify(folder);
            }
            return manifest;
        } catch (IOException e) {
            throw new BackupException("the backup in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }
}
