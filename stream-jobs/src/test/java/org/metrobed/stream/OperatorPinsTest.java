package org.metrobed.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.metrobed.config.Secret;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.write.WriteMode;
import org.metrobed.tracing.TraceConfig;

/** The uids of operators in checkpoints are those of the list. */
class OperatorPinsTest {

    private static final Path PINS = Path.of("src", "test", "resources", "operators.txt");

    private final List<StreamNode> nodes = nodes();

    @Test
    void everyOperatorHasAUid() {
        assertThat(nodes)
                .as("an operator without uid() gets one from its place in the graph, which the next change moves")
                .allSatisfy(node -> assertThat(node.getTransformationUID())
                        .as(node.getOperatorName())
                        .isNotBlank());
    }

    @Test
    void uidsAreThoseThatCheckpointsKnow() throws IOException {
        List<String> uids =
                nodes.stream().map(StreamNode::getTransformationUID).sorted().toList();
        assertThat(uids)
                .as(
                        "Checkpoints find the state of an operator by its uid. A uid that is gone or renamed drops that state: an"
                                + " upgraded job forgets, without a word, what was seen, waits or is open, or refuses to"
                                + " start. Give the operator its old uid back. A new operator starts empty: add its uid to"
                                + " stream-jobs/%s. If state is dropped on purpose, mark it state-breaking in CHANGELOG.md"
                                + " and raise Pipeline.VERSION where rows change. The list as it is now:%n%s%n",
                        PINS, String.join("\n", uids))
                .containsExactlyElementsOf(Files.readAllLines(PINS));
    }

    private static List<StreamNode> nodes() {
        PipelineConfig config = PipelineConfigBuilder.builder()
                .kafkaBootstrap("127.0.0.1:1")
                .topicPrefix("test.")
                .rawPartitions(4)
                .database(new DatabaseConfig("jdbc:postgresql://127.0.0.1:1/none", "nobody", new Secret(""), "none"))
                .writeMode(WriteMode.COPY)
                .checkpointFolder("")
                .checkpointInterval(Duration.ofSeconds(10))
                .stateBackend(StateBackend.HASHMAP)
                .parallelism(2)
                .horizon(Duration.ofHours(48))
                .publish(true)
                .trace(TraceConfig.OFF)
                .build();
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(2, Pipeline.configuration(config));
        Pipeline.build(env, config);
        return List.copyOf(env.getStreamGraph(false).getStreamNodes());
    }
}
