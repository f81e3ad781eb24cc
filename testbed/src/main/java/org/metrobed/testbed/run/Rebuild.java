package org.metrobed.testbed.run;

import java.sql.SQLException;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.metrobed.embedded.EmbeddedKafka;
import org.metrobed.embedded.EmbeddedPostgres;
import org.metrobed.embedded.ServiceException;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Migrations;
import org.metrobed.store.Schemas;
import org.metrobed.store.TableDigest;
import org.metrobed.stream.Pipeline;
import org.metrobed.stream.PipelineConfig;
import org.metrobed.testbed.flink.FlinkService;

/**
 * Runs the raw log of a stopped Metrobed through the pipeline again, from its beginning to its end, each time into an empty
 * schema. Not thread-safe.
 */
public final class Rebuild implements AutoCloseable {

    private final Closing started = new Closing();
    private final DataFolder data;
    private final EmbeddedKafka kafka;
    private final EmbeddedPostgres postgres;

    private Rebuild(RunOptions options, Console console) {
        data = started.add("data folder", DataFolder.take(options.data()));
        kafka = started.add(
                "Kafka", console.step("Kafka", () -> EmbeddedKafka.start(data.of("kafka"), options.kafkaPort())));
        postgres = started.add(
                "PostgreSQL",
                console.step("PostgreSQL", () -> EmbeddedPostgres.start(data.of("postgres"), options.postgresPort())));
    }

    /**
     * Starts Kafka and PostgreSQL over the data folder.
     *
     * @throws ServiceException when they do not start, or a Metrobed runs on this folder
     */
    public static Rebuild open(RunOptions options, Console console) {
        return new Rebuild(options, console);
    }

    /** What the schema of the live pipeline holds. */
    public List<TableDigest> digestLive() {
        return digest(Configs.database(postgres));
    }

    /** Runs the whole log into an empty schema and says what it then holds. */
    public List<TableDigest> run(int subtasks) {
        DatabaseConfig into = Configs.database(postgres).withSchema("metrobed_rebuild_" + subtasks);
        try (FlinkService flink = FlinkService.start(data.of("flink-rebuild"), subtasks)) {
            Schemas.drop(into);
            Migrations.migrate(into);
            PipelineConfig config = Configs.pipeline(kafka.bootstrapServers(), into, "", subtasks)
                    .asRebuild(into, subtasks);
            StreamExecutionEnvironment env =
                    StreamExecutionEnvironment.getExecutionEnvironment(Pipeline.configuration(config));
            Pipeline.build(env, config);
            flink.runToEnd(env.getStreamGraph());
            return digest(into);
        } catch (SQLException e) {
            throw new ServiceException("the database cannot be prepared: " + e.getMessage(), e);
        }
    }

    /** Drops what {@link #run} made. */
    public void discard(int subtasks) {
        drop(Configs.database(postgres).withSchema("metrobed_rebuild_" + subtasks));
    }

    /** Drops the live results and forgets the checkpoints: the next start computes all from the raw log. */
    public void startOver() {
        drop(Configs.database(postgres));
        FlinkService.forget(data.of("flink"));
    }

    @Override
    public void close() {
        started.close();
    }

    private static void drop(DatabaseConfig schema) {
        try {
            Schemas.drop(schema);
        } catch (SQLException e) {
            throw new ServiceException("schema " + schema.schema() + " is not dropped: " + e.getMessage(), e);
        }
    }

    private static List<TableDigest> digest(DatabaseConfig schema) {
        try {
            return Schemas.exists(schema) ? TableDigest.list(schema) : List.of();
        } catch (SQLException e) {
            throw new ServiceException("the tables cannot be read: " + e.getMessage(), e);
        }
    }
}
