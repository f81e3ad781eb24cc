package org.metrobed.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.embedded.EmbeddedKafka;
import org.metrobed.embedded.EmbeddedPostgres;
import org.metrobed.embedded.ServiceException;
import org.metrobed.ingest.kafka.TopicCreation;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Migrations;
import org.metrobed.testkit.Times;
import org.metrobed.topics.Topics;

/** A raw log of which Kafka has deleted the oldest records, and results of these. */
@Timeout(300)
class ShortenedLogIT {

    private final Topics topics = new Topics(Topics.DEFAULT_PREFIX);

    @TempDir
    Path folder;

    @BeforeEach
    void fill() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("postgres"), 0)) {
            TopicCreation.create(kafka.bootstrapServers(), topics.listAll());
            write(kafka.bootstrapServers());
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                TopicPartition first = new TopicPartition(topics.raw().name(), 0);
                admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(1)))
                        .all()
                        .get();
            }
            DatabaseConfig live = Configs.database(postgres);
            Migrations.migrate(live);
            execute(live, "insert into series (datastream) values ('old/thing/property')");
        }
    }

    @Test
    void resultsThatCannotBeComputedAgainAreDroppedOnlyOnRequest() throws Exception {
        RunOptions options = new RunOptions(folder, folder.resolve("bundles"), 0, 0, 0, 0, 1);
        try (Rebuild rebuild = Rebuild.open(options, new Console(new PrintWriter(new StringWriter())))) {
            assertThatThrownBy(() -> rebuild.startOver(false))
                    .isInstanceOf(ServiceException.class)
                    .hasMessageContaining("the raw log begins at " + Times.NOON.plusMillis(1))
                    .hasMessageContaining("nothing is dropped")
                    .hasMessageContaining("--drop-older");
            assertThat(series(rebuild)).isEqualTo(1);
            rebuild.startOver(true);
            assertThat(series(rebuild)).isZero();
        }
    }

    private void write(String bootstrap) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 2 * topics.partitions(); i++) {
                long millis = Times.NOON.toEpochMilli() + i / topics.partitions();
                producer.send(new ProducerRecord<>(
                                topics.raw().name(), i % topics.partitions(), millis, null, new byte[1]))
                        .get();
            }
        }
    }

    private static long series(Rebuild rebuild) throws Exception {
        try (Connection connection = Databases.connect(rebuild.live());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from series")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(DatabaseConfig live, String sql) throws Exception {
        try (Connection connection = Databases.connect(live);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
