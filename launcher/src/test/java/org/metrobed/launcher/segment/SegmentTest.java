package org.metrobed.launcher.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTest {

    private static final String FILE = "raw/0/x.log";

    @TempDir
    Path root;

    @Test
    void recordsAreReadWithTheirOffsetsTimesKeysHeadersAndNulls() throws IOException {
        List<ConsumerRecord<byte[], byte[]>> records = List.of(
                record(3, 1_000, "k", "v", new RecordHeader("a", "1".getBytes(UTF_8)), new RecordHeader("a", null)),
                record(4, 999, null, "v"),
                record(9, 0, "k", null),
                record(12_000_000_000L, 5_000, "", ""));

        Segment segment = write(records).orElseThrow();

        assertThat(segment)
                .isEqualTo(new Segment(
                        FILE,
                        3,
                        12_000_000_000L,
                        1_000,
                        5_000,
                        4,
                        Files.size(root.resolve(FILE)),
                        Digests.of(root.resolve(FILE))));
        assertThat(read(segment)).containsExactlyElementsOf(texts(records));
    }

    @Test
    void manyBatchesAreReadInOrder() throws IOException {
        Random random = new Random(7);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            byte[] value = new byte[random.nextInt(2_000)];
            random.nextBytes(value);
            records.add(record(i * 2L, i, "key", new String(value, UTF_8)));
        }
        Segment segment = write(records).orElseThrow();
        assertThat(read(segment)).containsExactlyElementsOf(texts(records));
    }

    @Test
    void segmentWithoutARecordLeavesNoFile() throws IOException {
        assertThat(write(List.of())).isEmpty();
        assertThat(root.resolve(FILE)).doesNotExist();
    }

    @Test
    void offsetThatDoesNotGrowIsRefused() throws IOException {
        try (SegmentWriter writer = SegmentWriter.create(root, FILE)) {
            writer.append(record(4, 0, "k", "v"));
            assertThatThrownBy(() -> writer.append(record(4, 0, "k", "v")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("offset 4 comes after 4");
        }
    }

    @Test
    void restOfAKilledWriterIsReplaced() throws IOException {
        Files.createDirectories(root.resolve("raw/0"));
        Files.writeString(root.resolve(FILE), "x".repeat(10_000));
        Segment segment = write(List.of(record(0, 0, "k", "v"))).orElseThrow();
        SegmentReader.verifyFile(root, segment);
        assertThat(read(segment)).hasSize(1);
    }

    @Test
    void fileThatLacksItsEndIsRefused() throws IOException {
        Segment segment =
                write(List.of(record(0, 0, "k", "v"), record(1, 0, "k", "v"))).orElseThrow();
        byte[] bytes = Files.readAllBytes(root.resolve(FILE));
        Files.write(root.resolve(FILE), Arrays.copyOf(bytes, bytes.length - 1));

        assertThatThrownBy(() -> SegmentReader.verifyFile(root, segment))
                .isInstanceOf(SegmentException.class)
                .hasMessageContaining("has " + (bytes.length - 1) + " bytes, must have " + bytes.length);
        assertThatThrownBy(() -> read(segment))
                .isInstanceOf(SegmentException.class)
                .hasMessageContaining("must have 2 up to 1");
    }

    @Test
    void everyChangedByteIsSeen() throws IOException {
        Segment segment = write(List.of(record(0, 0, "k", "some value"))).orElseThrow();
        byte[] bytes = Files.readAllBytes(root.resolve(FILE));
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            Files.write(root.resolve(FILE), changed);
            assertThatThrownBy(() -> SegmentReader.verifyFile(root, segment))
                    .isInstanceOf(SegmentException.class)
                    .hasMessageContaining("is not as it was written");
        }
    }

    @Test
    void missingFileIsNamed() {
        Segment gone = new Segment("raw/0/gone.log", 0, 0, 0, 0, 1, 1, "");
        assertThatThrownBy(() -> SegmentReader.verifyFile(root, gone)).hasMessage("segment raw/0/gone.log is missing");
    }

    private Optional<Segment> write(List<ConsumerRecord<byte[], byte[]>> records) throws IOException {
        try (SegmentWriter writer = SegmentWriter.create(root, FILE)) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                writer.append(record);
            }
            return writer.finish();
        }
    }

    private List<String> read(Segment segment) throws IOException {
        List<String> texts = new ArrayList<>();
        SegmentReader.read(
                root,
                segment,
                record -> texts.add(text(
                        record.offset(),
                        record.timestamp(),
                        record.hasKey() ? UTF_8.decode(record.key()).toString() : null,
                        record.hasValue() ? UTF_8.decode(record.value()).toString() : null,
                        record.headers())));
        return texts;
    }

    private static List<String> texts(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> text(
                        record.offset(),
                        record.timestamp(),
                        record.key() == null ? null : new String(record.key(), UTF_8),
                        record.value() == null ? null : new String(record.value(), UTF_8),
                        record.headers().toArray()))
                .toList();
    }

    private static String text(long offset, long millis, String key, String value, Header[] headers) {
        return offset + " " + millis + " " + key + " " + value + " " + Arrays.toString(headers);
    }

    private static ConsumerRecord<byte[], byte[]> record(
            long offset, long millis, String key, String value, Header... headers) {
        return new ConsumerRecord<>(
                "t",
                0,
                offset,
                millis,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                key == null ? null : key.getBytes(UTF_8),
                value == null ? null : value.getBytes(UTF_8),
                new RecordHeaders(headers),
                Optional.empty());
    }
}
