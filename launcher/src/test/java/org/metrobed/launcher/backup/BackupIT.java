package org.metrobed.launcher.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.config.Secret;
import org.metrobed.ingest.kafka.TopicCreation;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.segment.SegmentException;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Migrations;
import org.metrobed.store.Schemas;
import org.metrobed.stream.source.RawPartitions;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.topics.CatalogRecord;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.Topics;

/** Backups and restores with a real Kafka and database, as for containers. */
class BackupIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Instant CUT = Instant.parse("2026-05-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(CUT, ZoneOffset.UTC);
    private static final int PARTITIONS = 2;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private Installation from;
    private Installation into;
    private Path backup;

    @BeforeEach
    void create() throws SQLException {
        from = installation();
        into = installation();
        backup = folder.resolve("backup");
        TopicCreation.create(from.kafka(), from.topics().listAll());
        Migrations.migrate(from.database());
    }

    @AfterEach
    void drop() throws SQLException {
        Schemas.drop(from.database());
        Schemas.drop(into.database());
    }

    @Test
    void recordsGetTheOffsetsAndTimesThatTheyHad() throws Exception {
        raw(0, 1_000, "a");
        raw(1, 990, "b");
        raw(0, 2_000, "c");
        catalog(CatalogRecord.Version.of(-1, Map.of("f.yaml", "x: 1")));
        for (int i = 0; i < 5; i++) {
            catalog(new Heartbeat("ingest", i, 0));
        }
        CatalogRecord.Version second = CatalogRecord.Version.of(0, Map.of("f.yaml", "x: 2"));
        catalog(second);
        catalog(new Heartbeat("ingest", 9, 0));

        Manifest taken = take();
        new Restore(into, console()).run(backup);

        assertThat(taken.records()).as("superseded heartbeats are left out").isEqualTo(3 + 3);
        assertThat(taken.catalog()).isEqualTo(new Manifest.CatalogStand(6, second.contentHash()));
        assertThat(taken.cut()).isEqualTo("2026-05-01T12:00:00Z");
        assertThat(Instant.parse(taken.cut())).isEqualTo(CUT);
        assertThat(records(into, "raw")).isEqualTo(records(from, "raw")).hasSize(3);
        Map<String, String> before = records(from, "catalog");
        Map<String, String> after = records(into, "catalog");
        assertThat(after).containsKeys(before.keySet().toArray(String[]::new)).hasSize(8);
        for (String version : List.of("0-0", "0-6", "0-7")) {
            assertThat(after).containsEntry(version, before.get(version));
        }
        assertThat(after.get("0-3")).contains(Heartbeat.KEY);
    }

    @Test
    void topicsGetTheirSettingsBack() throws Exception {
        raw(0, 1_000, "long ago");
        take();
        new Restore(into, console()).run(backup);
        assertThat(config(into, "raw")).isEqualTo(config(from, "raw")).containsEntry("retention.ms", "-1");
        assertThat(Restore.retentionNotice(Backup.verify(backup))).isEmpty();
        assertThat(config(into, "catalog"))
                .isEqualTo(config(from, "catalog"))
                .containsEntry("message.timestamp.type", "LogAppendTime")
                .containsEntry("cleanup.policy", "compact");
    }

    @Test
    void restoredRawLogDeletesNothingWhateverItsRetentionWas() throws Exception {
        raw(0, 1_000, "long ago");
        retain(from, "604800000");
        Manifest taken = take();
        new Restore(into, console()).run(backup);
        assertThat(taken.topic("raw").config()).containsEntry("retention.ms", "604800000");
        assertThat(config(into, "raw")).containsEntry("retention.ms", "-1");
        assertThat(records(into, "raw")).isEqualTo(records(from, "raw")).hasSize(1);
        assertThat(Restore.retentionNotice(taken))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .contains("the raw log had retention.ms=604800000 and keeps everything now")
                        .contains("Start without METROBED_RAW_RETENTION"));
    }

    @Test
    void nextBackupAddsWhatCameSinceAndNothingTwice() throws Exception {
        for (int i = 0; i < 10; i++) {
            raw(i % PARTITIONS, 1_000 + i, "first " + i);
        }
        Manifest first = take();
        Manifest same = take();
        for (int i = 0; i < 10; i++) {
            raw(i % PARTITIONS, 2_000 + i, "second " + i);
        }
        Manifest second = take();

        assertThat(same.topic("raw")).isEqualTo(first.topic("raw"));
        assertThat(second.topic("raw").logs()).allSatisfy(log -> {
            assertThat(log.segments()).hasSize(2);
            assertThat(log.segments().get(0))
                    .isEqualTo(first.topic("raw")
                            .logs()
                            .get(log.partition())
                            .segments()
                            .get(0));
        });
        new Restore(into, console()).run(backup);
        assertThat(records(into, "raw")).isEqualTo(records(from, "raw")).hasSize(20);
    }

    @Test
    void backupThatWasKilledIsTakenAgain() throws Exception {
        raw(0, 1_000, "a");
        take();
        raw(0, 1_001, "b");
        Files.createDirectories(backup.resolve("raw/0"));
        Files.writeString(backup.resolve("raw/0/00000000000000000001.log"), "half of a segment");
        Files.createDirectories(backup.resolve("state-2/tables"));
        Files.writeString(backup.resolve("manifest.json.new"), "{");

        take();

        assertThat(backup.resolve("state-1")).doesNotExist();
        new Restore(into, console()).run(backup);
        assertThat(records(into, "raw")).isEqualTo(records(from, "raw")).hasSize(2);
    }

    @Test
    void logWhoseBeginningWasDeletedKeepsItsOffsetsAndIsTold() throws Exception {
        for (int i = 0; i < 7; i++) {
            raw(0, 1_000 + i, "value " + i);
        }
        delete("raw", 4);

        Manifest taken = take();
        new Restore(into, console()).run(backup);

        assertThat(taken.listGaps())
                .containsExactly("partition 0 of the raw log begins at offset 4: retention had deleted what was before,"
                        + " so its rows cannot be computed again");
        assertThat(records(into, "raw")).isEqualTo(records(from, "raw")).containsOnlyKeys("0-4", "0-5", "0-6");
    }

    @Test
    void recordsThatRetentionDeletedAfterTheFirstBackupStayInIt() throws Exception {
        for (int i = 0; i < 3; i++) {
            raw(0, 1_000 + i, "value " + i);
        }
        Map<String, String> all = records(from, "raw");
        take();
        delete("raw", 3);
        raw(0, 2_000, "after");
        all.putAll(records(from, "raw"));
        take();
        new Restore(into, console()).run(backup);
        assertThat(records(into, "raw")).isEqualTo(all).hasSize(4);
    }

    @Test
    void gapBetweenTwoBackupsIsRefused() throws Exception {
        raw(0, 1_000, "a");
        Manifest first = take();
        raw(0, 1_001, "b");
        raw(0, 1_002, "c");
        delete("raw", 2);
        assertThatThrownBy(this::take)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("from offset 1 to 1 were deleted by retention before they were copied");
        assertThat(Backup.verify(backup)).as("the backup before is whole").isEqualTo(first);
    }

    @Test
    void otherLogIsNotAddedToABackup() throws Exception {
        raw(0, 1_000, "a");
        raw(0, 1_001, "b");
        take();
        TopicCreation.create(into.kafka(), into.topics().listAll());
        Migrations.migrate(into.database());
        Backup other = new Backup(into, "test", console());
        assertThatThrownBy(() -> other.take(backup, nothing(), CLOCK))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("ends at offset 0 and its backup at 2, so it is another log");
        send(into, new ProducerRecord<>(into.topics().raw().name(), 0, 1_000L, bytes("k"), bytes("a")));
        send(into, new ProducerRecord<>(into.topics().raw().name(), 0, 1_001L, bytes("k"), bytes("other")));
        assertThatThrownBy(() -> other.take(backup, nothing(), CLOCK))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("record 1 of " + into.topics().raw().name() + "-0 is not the one in the backup");
    }

    @Test
    void restoredLogIsBackedUpToTheSameFolder() throws Exception {
        raw(0, 1_000, "a");
        Manifest first = take();
        new Restore(into, console()).run(backup);
        send(into, new ProducerRecord<>(into.topics().raw().name(), 0, 2_000L, bytes("k"), bytes("b")));
        Manifest second = new Backup(into, "test", console()).take(backup, nothing(), CLOCK);
        assertThat(second.topic("raw").logs().get(0).segments()).hasSize(2);
        assertThat(second.topic("raw").logs().get(0).segments().get(0))
                .isEqualTo(first.topic("raw").logs().get(0).segments().get(0));
    }

    @Test
    void tablesOfPeopleAreRestored() throws Exception {
        raw(0, 1_000, "a");
        execute(
                from.database(),
                "insert into alert_action (alert_id, version, action, author, reason)"
                        + " values ('alert', 1, 'comment', 'ann', 'seen')");
        take();
        new Restore(into, console()).run(backup);
        assertThat(alertActions(into.database()))
                .isEqualTo(alertActions(from.database()))
                .isEqualTo(1);
    }

    @Test
    void settingsAndTheFilesThatTheyNameAreKeptForTheOwnerAlone() throws Exception {
        raw(0, 1_000, "a");
        Path access = Files.createDirectories(folder.resolve("access"));
        Files.writeString(access.resolve("passwords"), "gw1:hash");
        Path token = Files.writeString(folder.resolve("token"), "secret");
        Path session = Files.createDirectories(folder.resolve("data/endpoint"));
        Files.writeString(session.resolve("sessions"), "s");
        Map<String, String> environment = Map.of(
                "METROBED_MQTT_ACCESS",
                access.toString(),
                "METROBED_OPERATOR_TOKEN_FILE",
                token.toString(),
                "METROBED_HTTP_PORT",
                "8080",
                "HOME",
                "/root");
        List<Path> files = List.of(Files.writeString(folder.resolve(".env"), "A=b"));

        Manifest taken = new Backup(from, "test", console())
                .take(backup, new Backup.Beside(environment, List.of(session), files), CLOCK);
        Path data = Files.createDirectories(folder.resolve("new"));
        RestoredFolder.files(backup, taken, data);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rwx------");
        assertThat(Files.readString(data.resolve("endpoint/sessions"))).isEqualTo("s");
        Path outside = data.resolve("restored");
        assertThat(Files.readString(outside.resolve("settings.env")))
                .isEqualTo("METROBED_HTTP_PORT=8080\nMETROBED_MQTT_ACCESS=" + access + "\nMETROBED_OPERATOR_TOKEN_FILE="
                        + token + "\n");
        for (String file : List.of("files/access/passwords", "files/token", "files/.env", "settings.env")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(outside.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void damagedBackupIsNotRestored() throws Exception {
        raw(0, 1_000, "a");
        Manifest taken = take();
        Path segment = backup.resolve(
                taken.topic("raw").logs().get(0).segments().get(0).file());
        byte[] whole = Files.readAllBytes(segment);
        byte[] changed = whole.clone();
        changed[whole.length - 1] ^= 1;
        Files.write(segment, changed);
        assertThatThrownBy(() -> new Restore(into, console()).run(backup)).isInstanceOf(SegmentException.class);
        Files.write(segment, whole);
        SavedFile table = taken.files().stream()
                .filter(file -> file.file().contains("/tables/"))
                .findFirst()
                .orElseThrow();
        Files.writeString(backup.resolve(table.file()), "x");
        assertThatThrownBy(() -> new Restore(into, console()).run(backup))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining(table.file());
        assertThat(topics())
                .as("nothing was written")
                .doesNotContain(into.topics().raw().name());
    }

    @Test
    void installationThatHoldsSomethingIsRefused() throws Exception {
        raw(0, 1_000, "a");
        take();
        Migrations.migrate(into.database());
        assertThatThrownBy(() -> new Restore(into, console()).run(backup))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining(
                        "the database has a schema " + into.database().schema());
        Schemas.drop(into.database());
        TopicCreation.create(into.kafka(), List.of(into.topics().raw()));
        assertThatThrownBy(() -> new Restore(into, console()).run(backup))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("there is a topic " + into.topics().raw().name());
    }

    @Test
    void restoredLogHasAsManyPartitionsAsItHadWhateverTheInstallationCreatesOtherwise() throws Exception {
        raw(0, 1_000, "a");
        take();
        Installation four =
                new Installation(into.kafka(), new Topics(into.topics().prefix(), 4), into.database());
        new Restore(four, console()).run(backup);
        assertThat(RawPartitions.count(into.kafka(), into.topics().prefix())).isEqualTo(2);
    }

    @Test
    void folderOfSomethingElseIsRefused() throws Exception {
        Files.createDirectories(backup.resolve("photos"));
        assertThatThrownBy(this::take)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("holds photos, which is not of a backup");
        assertThatThrownBy(() -> Backup.verify(backup))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("there is no backup in");
    }

    @Test
    void folderInsideOfWhatIsCopiedIsRefused() {
        Backup.Beside all = new Backup.Beside(Map.of(), List.of(folder), List.of());
        assertThatThrownBy(() -> new Backup(from, "test", console()).take(backup, all, CLOCK))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("the folder of the backup lies in " + folder);
        assertThat(backup).doesNotExist();
    }

    @Test
    void manifestOfALaterFormatIsRefused() throws Exception {
        Files.createDirectories(backup);
        Files.writeString(backup.resolve("manifest.json"), "{\"format\": 2, \"new\": true}");
        assertThatThrownBy(() -> Backup.verify(backup))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("format 2, this version of Metrobed reads 1");
        Files.writeString(backup.resolve("manifest.json"), "{\"form");
        assertThatThrownBy(() -> Backup.verify(backup)).hasMessageContaining("the manifest cannot be read");
    }

    private Manifest take() {
        return new Backup(from, "test", console()).take(backup, nothing(), CLOCK);
    }

    private static Backup.Beside nothing() {
        return new Backup.Beside(Map.of(), List.of(), List.of());
    }

    private Console console() {
        return new Console(new PrintWriter(out));
    }

    private static Installation installation() {
        return new Installation(
                KAFKA.bootstrapServers(),
                new Topics(KAFKA.newPrefix(), PARTITIONS),
                new DatabaseConfig(
                        POSTGRES.url(), POSTGRES.user(), new Secret(POSTGRES.password()), POSTGRES.newSchema()));
    }

    private void raw(int partition, long millis, String value) throws Exception {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(from.topics().raw().name(), partition, millis, bytes("key"), bytes(value));
        record.headers().add("h", bytes("header of " + value));
        send(from, record);
    }

    private void catalog(CatalogRecord record) throws Exception {
        send(
                from,
                new ProducerRecord<>(
                        from.topics().catalog().name(),
                        bytes(record.key()),
                        from.topics().catalog().codec().encode(record)));
    }

    private static void send(Installation where, ProducerRecord<byte[], byte[]> record) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", where.kafka()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    private void delete(String topic, long before) throws Exception {
        TopicPartition place = new TopicPartition(from.topics().prefix() + topic, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", from.kafka()))) {
            admin.deleteRecords(Map.of(place, RecordsToDelete.beforeOffset(before)))
                    .all()
                    .get();
        }
    }

    /** Everything of each record but its topic, by partition and offset. */
    private static Map<String, String> records(Installation where, String topic) {
        Map<String, String> records = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", where.kafka()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> places = consumer.partitionsFor(where.topics().prefix() + topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(places);
            consumer.seekToBeginning(places);
            Map<TopicPartition, Long> ends = consumer.endOffsets(places);
            Eventually.await("the end of " + topic, Duration.ofSeconds(60), () -> {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> records.put(
                                record.partition() + "-" + record.offset(),
                                record.timestamp() + " " + new String(record.key(), UTF_8) + " "
                                        + new String(record.value(), UTF_8) + " " + record.headers()));
                return places.stream().allMatch(place -> consumer.position(place) >= ends.get(place));
            });
        }
        return records;
    }

    private static Map<String, String> config(Installation where, String topic) throws Exception {
        ConfigResource resource =
                new ConfigResource(ConfigResource.Type.TOPIC, where.topics().prefix() + topic);
        Map<String, String> config = new TreeMap<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", where.kafka()))) {
            admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .entries()
                    .forEach(entry -> config.put(entry.name(), entry.value()));
        }
        return config;
    }

    private static void retain(Installation where, String millis) throws Exception {
        ConfigResource resource =
                new ConfigResource(ConfigResource.Type.TOPIC, where.topics().prefix() + "raw");
        ConfigEntry entry = new ConfigEntry("retention.ms", millis);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", where.kafka()))) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private List<String> topics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", into.kafka()))) {
            return List.copyOf(admin.listTopics().names().get());
        }
    }

    private static void execute(DatabaseConfig config, String sql) throws SQLException {
        try (Connection connection = Databases.connect(config);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long alertActions(DatabaseConfig config) throws SQLException {
        try (Connection connection = Databases.connect(config);
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from alert_action")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
