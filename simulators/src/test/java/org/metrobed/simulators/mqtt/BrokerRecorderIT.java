package org.metrobed.simulators.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.recordings.PayloadRedaction;
import org.metrobed.recordings.RecordedMessage;
import org.metrobed.recordings.RecordingAbout;
import org.metrobed.recordings.RecordingReader;
import org.metrobed.recordings.RecordingSummary;
import org.metrobed.recordings.RecordingWriter;
import org.metrobed.recordings.playback.Playback;
import org.metrobed.recordings.playback.PlaybackControl;
import org.metrobed.recordings.playback.PlaybackOptions;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.MqttExtension;

class BrokerRecorderIT {

    @RegisterExtension
    static final MqttExtension MQTT = new MqttExtension();

    private static final int MESSAGES = 3_000;

    @TempDir
    private Path folder;

    @Test
    void recordsEveryMessageOfItsTopicsInTheirOrderAndPlaysThemAgain() throws Exception {
        Path file = folder.resolve("r.avro");
        BrokerConfig broker = BrokerConfig.of(MQTT.url());
        try (RecordingWriter writer = new RecordingWriter(file, RecordingAbout.of("broker", "1"));
                BrokerRecorder recorder = recorder(broker, writer)) {
            Thread runner = new Thread(() -> run(recorder));
            runner.start();
            try (MqttEmitter emitter = MqttEmitter.open(broker, "record-source", null, Duration.ofSeconds(30))) {
                while (writer.messages() == 0) { // until the recorder has subscribed
                    emitter.publish("record/hello", new byte[0]);
                    emitter.awaitAcknowledged(Duration.ofSeconds(30));
                }
                for (int i = 0; i < MESSAGES; i++) {
                    emitter.publish("record/" + i % 3, text(i));
                    emitter.publish("unwanted/" + i % 3, text(i));
                }
                emitter.awaitAcknowledged(Duration.ofSeconds(30));
                Eventually.await("recorded", Duration.ofSeconds(30), () -> isWhole(file));
            }
            recorder.stop();
            runner.join();
            assertThat(recorder.gaps()).isEmpty();
        }

        List<String> recorded = texts(file);
        assertThat(recorded).hasSize(MESSAGES).isEqualTo(expected());
        List<RecordedMessage> played = new ArrayList<>();
        PlaybackControl control = new PlaybackControl(PlaybackOptions.MAX_SPEED, System::nanoTime);
        new Playback(file, RecordingSummary.of(file), PlaybackOptions.ALL, control)
                .run(played::add, InstantSource.system());
        assertThat(played.stream().filter(message -> message.payload().length > 0))
                .hasSize(MESSAGES);
    }

    @Test
    void brokerThatIsNotThereIsNamed() throws Exception {
        try (RecordingWriter writer = new RecordingWriter(folder.resolve("n.avro"), RecordingAbout.of("broker", "1"));
                BrokerRecorder recorder = recorder(BrokerConfig.of("tcp://127.0.0.1:1"), writer)) {
            assertThatThrownBy(() -> recorder.run(Duration.ofSeconds(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("tcp://127.0.0.1:1 cannot be recorded");
        }
    }

    private static BrokerRecorder recorder(BrokerConfig broker, RecordingWriter writer) {
        return new BrokerRecorder(broker, List.of("record/#"), writer, PayloadRedaction.none(), InstantSource.system());
    }

    private static void run(BrokerRecorder recorder) {
        try {
            recorder.run(Duration.ofMinutes(2));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The recorder ends a block each second. */
    private static boolean isWhole(Path file) {
        try {
            return RecordingSummary.of(file).messages() > MESSAGES;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] text(int number) {
        return Integer.toString(number).getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> expected() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            all.add("record/" + i % 3 + " " + i);
        }
        return all;
    }

    private static List<String> texts(Path file) throws IOException {
        List<String> texts = new ArrayList<>();
        try (RecordingReader reader = new RecordingReader(file)) {
            for (Optional<RecordedMessage> next = reader.next(); next.isPresent(); next = reader.next()) {
                RecordedMessage message = next.get();
                if (message.payload().length > 0) {
                    texts.add(message.topic() + " " + new String(message.payload(), StandardCharsets.UTF_8));
                }
            }
        }
        return texts;
    }
}
