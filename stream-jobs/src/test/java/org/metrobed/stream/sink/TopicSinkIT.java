package org.metrobed.stream.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.topics.Codec;
import org.metrobed.topics.Topic;

@Timeout(120)
final class TopicSinkIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    /** Larger than a request of the producer may be. */
    private static final String TOO_LARGE = "x".repeat(2 << 20);

    private Topic<String> topic;

    @BeforeEach
    void create() {
        topic = new Topic<>(KAFKA.newPrefix() + "texts", 1, Map.of(), text -> "key", new TextCodec());
        KAFKA.createTopic(topic.name(), 1, Map.of());
    }

    @Test
    void flushFailsIfKafkaHasRefusedARecordOfTheSubtask() throws IOException {
        TopicSinkWriter<String> refused = writer();
        TopicSinkWriter<String> other = writer();
        refused.write(TOO_LARGE, null);
        other.write("small", null);

        assertThatThrownBy(() -> refused.flush(false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(topic.name());
        assertThatCode(() -> other.flush(false)).doesNotThrowAnyException();
        refused.close();
        other.close();
    }

    @Test
    void subtasksShareAProducerUntilItRefusesARecord() throws IOException {
        TopicProducer shared = TopicProducer.enter(KAFKA.bootstrapServers());
        assertThat(TopicProducer.enter(KAFKA.bootstrapServers())).isSameAs(shared);

        shared.fail();
        TopicProducer next = TopicProducer.enter(KAFKA.bootstrapServers());

        assertThat(next).isNotSameAs(shared);
        List.of(shared, shared, next).forEach(TopicProducer::leave);
        TopicProducer later = TopicProducer.enter(KAFKA.bootstrapServers());
        assertThat(later).as("the last subtask has closed it").isNotSameAs(next);
        later.leave();
    }

    @Test
    void subtaskThatEndsLeavesTheProducerToTheOthers() throws IOException {
        TopicSinkWriter<String> ends = writer();
        TopicSinkWriter<String> goesOn = writer();
        ends.close();

        goesOn.write("later", null);
        assertThatCode(() -> goesOn.flush(false)).doesNotThrowAnyException();
        goesOn.close();
    }

    private TopicSinkWriter<String> writer() {
        return new TopicSinkWriter<>(topic, KAFKA.bootstrapServers());
    }

    private static final class TextCodec implements Codec<String> {
        @Override
        public byte[] encode(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
