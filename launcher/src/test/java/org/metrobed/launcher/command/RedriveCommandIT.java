package org.metrobed.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.config.Secret;
import org.metrobed.embedded.EmbeddedKafka;
import org.metrobed.embedded.EmbeddedPostgres;
import org.metrobed.launcher.Metrobed;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.DeadLetterBuilder;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Redrive;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Migrations;
import org.metrobed.store.RowWriters;
import org.metrobed.store.StoreSession;
import org.metrobed.store.progress.Progress;
import org.metrobed.store.write.RowWriter;
import org.metrobed.store.write.WriteMode;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.Times;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.Topics;
import picocli.CommandLine;

/** The command with the embedded services of a data folder; the test replaces the pipeline. */
class RedriveCommandIT {

    private static final byte[] PAYLOAD = "{".getBytes(StandardCharsets.UTF_8);
    private static final TopicPartition RAW =
            new TopicPartition(new Topics(Topics.DEFAULT_PREFIX).raw().name(), 0);

    @TempDir
    static Path data;

    private static EmbeddedKafka kafka;
    private static EmbeddedPostgres postgres;
    private static DatabaseConfig database;

    private final StringWriter out = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(data.resolve("kafka"), 0);
        postgres = EmbeddedPostgres.start(data.resolve("postgres"), 0);
        database = new DatabaseConfig(
                postgres.jdbcUrl(),
                postgres.user(),
                new Secret(postgres.password()),
                DatabaseConfig.SCHEMA.defaultValue());
        Migrations.migrate(database);
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(RAW.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        postgres.close();
        kafka.close();
    }

    @Test
    void outcomesDecideTheExitCode() throws Exception {
        assertThat(redrive("--wait", "PT5S")).isZero();
        assertThat(out.toString()).contains("no open dead letter matches");

        long offset = receive();
        append(RowWriters.deadLetters(), letter(offset, DeadLetter.Reason.MALFORMED, 0));
        assertThat(redrive("--dry-run", "--reason", "malformed")).isZero();
        assertThat(end()).isEqualTo(offset + 1);

        assertThat(redrive("--wait", "PT1S")).isEqualTo(1);
        assertThat(out.toString()).contains("1 messages appended").containsPattern("pending +1");

        long refused = end() + 1;
        append(RowWriters.deadLetters(), letter(offset, DeadLetter.Reason.UNIT_MISMATCH, refused));
        append(RowWriters.redrives(), outcome(offset, refused, false));
        assertThat(redrive("--wait", "PT5S")).isEqualTo(1);
        assertThat(out.toString()).containsPattern("unit-mismatch +1 +rejected again, such as: it is broken");

        long settled = end() + 1;
        CompletableFuture<Void> pipeline = CompletableFuture.runAsync(() -> settle(offset, settled));
        assertThat(redrive("--wait", "PT60S")).isZero();
        pipeline.get(60, TimeUnit.SECONDS);
        assertThat(out.toString()).containsPattern("settled +1");
        assertThat(redrive()).isZero();
        assertThat(end()).isEqualTo(settled);
    }

    private static void settle(long offset, long attempt) {
        try {
            Eventually.await("the message", Duration.ofSeconds(60), () -> end() == attempt);
            append(RowWriters.redrives(), outcome(offset, attempt, true));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private int redrive(String... options) {
        out.getBuffer().setLength(0);
        CommandLine commands = Metrobed.commandLine();
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        List<String> arguments = new ArrayList<>(List.of(
                "redrive",
                "--data",
                data.toString(),
                "--kafka",
                kafka.bootstrapServers(),
                "--postgres-port",
                Integer.toString(postgres.port())));
        arguments.addAll(List.of(options));
        return commands.execute(arguments.toArray(String[]::new));
    }

    private static long receive() throws Exception {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(RAW.topic(), 0, Times.NOON_MILLIS, RawHeaders.text("city/station"), PAYLOAD);
        record.headers()
                .add(RawHeaders.MQTT_TOPIC, RawHeaders.text("a/b"))
                .add(RawHeaders.SHA256, MessageDigest.getInstance("SHA-256").digest(PAYLOAD));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            return producer.send(record).get().offset();
        }
    }

    private static long end() {
        try (Admin admin = admin()) {
            return admin.listOffsets(Map.of(RAW, OffsetSpec.latest()))
                    .partitionResult(RAW)
                    .get()
                    .offset();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private static <T> void append(RowWriter<T> writer, T row) throws Exception {
        try (StoreSession session = StoreSession.open(database, WriteMode.COPY, "test")) {
            session.append(writer, List.of(row), new Progress("test", 0, 1, Times.NOON_MILLIS));
        }
    }

    private static DeadLetter letter(long offset, DeadLetter.Reason reason, long attempt) {
        return DeadLetterBuilder.builder()
                .raw(position(offset))
                .stage("decode")
                .reason(reason)
                .detail("it is broken")
                .topic("a/b")
                .decoder("")
                .receivedMillis(Times.NOON_MILLIS)
                .payloadBytes(1)
                .payloadHead("{")
                .attempt(attempt)
                .build();
    }

    private static Redrive outcome(long offset, long attempt, boolean settled) {
        return new Redrive(position(offset), attempt, settled, settled ? 1 : 0, Times.NOON_MILLIS, "", 0);
    }

    private static RawPosition position(long offset) {
        return new RawPosition(0, offset, RawPosition.WHOLE_MESSAGE);
    }
}
