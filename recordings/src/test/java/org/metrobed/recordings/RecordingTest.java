package org.metrobed.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link RecordingWriter}, {@link RecordingReader} and {@link RecordingSummary}. */
class RecordingTest {

    private static final long START = 1_767_225_600_000_000L;
    private static final RecordingAbout ABOUT = RecordingAbout.of("test", "1").withCity("abc", 7);

    @TempDir
    private Path folder;

    @Test
    void messagesComeBackAsTheyWereAndInTheirOrder() throws IOException {
        Path file = folder.resolve("a.avro");
        RecordedMessage binary = new RecordedMessage(START, "a/b", new byte[] {0, -1, 127}, 2, true);
        RecordedMessage earlier = new RecordedMessage(START - 5, "a/ü", new byte[0], 0, false);
        write(file, List.of(binary, earlier));

        try (RecordingReader reader = new RecordingReader(file)) {
            assertThat(reader.origin()).isEqualTo(ABOUT);
            assertThat(reader.next().orElseThrow()).usingRecursiveComparison().isEqualTo(binary);
            assertThat(reader.next().orElseThrow()).usingRecursiveComparison().isEqualTo(earlier);
            assertThat(reader.next()).isEmpty();
            assertThat(reader.isCutOff()).isFalse();
        }
        assertThat(RecordingSummary.of(file).first()).isEqualTo(Instant.parse("2025-12-31T23:59:59.999995Z"));
    }

    @Test
    void equalMessagesAndOriginsGiveEqualFiles() throws IOException {
        write(folder.resolve("a.avro"), seconds(5_000));
        write(folder.resolve("b.avro"), seconds(5_000));

        assertThat(folder.resolve("a.avro")).hasSameBinaryContentAs(folder.resolve("b.avro"));
    }

    @Test
    void everyTimeIsFoundWithoutReadingWhatIsBefore() throws IOException {
        Path file = folder.resolve("a.avro");
        write(file, noisy(20_000));
        assertThat(Files.size(file)).as("several blocks").isGreaterThan(1_000_000);

        try (RecordingReader reader = new RecordingReader(file)) {
            for (int second : List.of(0, 1, 7_000, 19_999, 3)) {
                reader.seek(Instant.ofEpochSecond(START / 1_000_000 + second));
                assertThat(reader.next().orElseThrow().receivedMicros()).isEqualTo(START + second * 1_000_000L);
            }
            reader.seek(Instant.ofEpochSecond(START / 1_000_000 - 1));
            assertThat(reader.next().orElseThrow().receivedMicros()).isEqualTo(START);
            reader.seek(Instant.ofEpochSecond(START / 1_000_000 + 20_000));
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void fileOfAKilledWriterEndsBeforeTheBlockThatIsNotWhole() throws IOException {
        Path whole = folder.resolve("a.avro");
        write(whole, noisy(20_000));
        Path cut = folder.resolve("cut.avro");
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length * 2 / 3));

        RecordingSummary summary = RecordingSummary.of(cut);

        assertThat(summary.cutOff()).isTrue();
        assertThat(summary.messages()).isBetween(10_000L, 14_000L);
        assertThat(RecordingSummary.of(whole).cutOff()).isFalse();
    }

    @Test
    void otherFilesAreRefusedWithTheirName() throws IOException {
        Path text = Files.writeString(folder.resolve("a.csv"), "time,value\n");
        Path damaged = folder.resolve("b.avro");
        write(damaged, noisy(5_000));
        byte[] bytes = Files.readAllBytes(damaged);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 200, (byte) 7);
        Files.write(damaged, bytes);

        assertThatThrownBy(() -> new RecordingReader(text))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("a.csv is no recording");
        assertThatThrownBy(() -> RecordingSummary.of(damaged))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("b.avro is damaged");
        assertThatThrownBy(() -> write(damaged, List.of())).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void summaryCountsMessagesTopicsAndSteps() throws IOException {
        Path file = folder.resolve("a.avro");
        write(file, seconds(61));

        RecordingSummary summary = RecordingSummary.of(file);

        assertThat(summary.messages()).isEqualTo(61);
        assertThat(summary.topics()).containsEntry("t/0", 31L).containsEntry("t/1", 30L);
        assertThat(summary.meanStep()).isEqualTo(Duration.ofSeconds(1));
    }

    private static void write(Path file, List<RecordedMessage> messages) throws IOException {
        try (RecordingWriter writer = new RecordingWriter(file, ABOUT)) {
            for (RecordedMessage message : messages) {
                writer.append(message);
            }
            assertThat(writer.messages()).isEqualTo(messages.size());
        }
    }

    private static List<RecordedMessage> seconds(int count) {
        List<RecordedMessage> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] payload = ("{\"v\":" + i + "}").getBytes(StandardCharsets.UTF_8);
            messages.add(new RecordedMessage(START + i * 1_000_000L, "t/" + i % 2, payload, 1, false));
        }
        return messages;
    }

    /** Payloads that cannot be compressed, so that there are several blocks. */
    private static List<RecordedMessage> noisy(int count) {
        Random random = new Random(1);
        List<RecordedMessage> messages = new ArrayList<>();
        for (RecordedMessage message : seconds(count)) {
            byte[] payload = new byte[100];
            random.nextBytes(payload);
            messages.add(message.with(message.topic(), payload));
        }
        return messages;
    }
}
