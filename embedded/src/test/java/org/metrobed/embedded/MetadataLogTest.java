package org.metrobed.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataLogTest {

    @TempDir
    private Path folder;

    private Path logs;
    private Path file;

    @BeforeEach
    void create() throws IOException {
        logs = folder.resolve("logs");
        file = Files.createDirectories(logs.resolve("__cluster_metadata-0")).resolve("00000000000000000000.log");
    }

    @Test
    void partOfABatchBetweenBatchesIsTakenOutAndTheFileIsKept() throws IOException {
        byte[] one = batch(0, "a", "b");
        byte[] failed = batch(2, "longer than what follows it, so that its length leads into nothing");
        byte[] again = batch(2, "c");
        byte[] next = batch(3, "d");
        byte[] damaged = join(one, Arrays.copyOf(failed, 70), again, next);
        Files.write(file, damaged);
        Files.createFile(file.resolveSibling("00000000000000000000.index"));

        Path copy = MetadataLog.mend(logs).orElseThrow();

        assertThat(Files.readAllBytes(file)).isEqualTo(join(one, again, next));
        assertThat(Files.readAllBytes(copy)).isEqualTo(damaged);
        assertThat(file.resolveSibling("00000000000000000000.index")).doesNotExist();
        assertThat(MetadataLog.mend(logs)).isEmpty();
    }

    @Test
    void batchThatWasWrittenAgainReplacesTheEarlierOne() throws IOException {
        byte[] one = batch(0, "a");
        byte[] again = batch(1, "c");
        Files.write(file, join(one, batch(1, "failed"), again));

        assertThat(MetadataLog.mend(logs)).isPresent();

        assertThat(Files.readAllBytes(file)).isEqualTo(join(one, again));
    }

    @Test
    void damageThatNoFullDiskMakesIsRefusedAndLeftAsItIs() throws IOException {
        byte[] lost = batch(1, "b");
        lost[65] ^= 1;
        byte[] damaged = join(batch(0, "a"), lost, batch(2, "c"));
        Files.write(file, damaged);

        assertThatThrownBy(() -> MetadataLog.mend(logs))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("lacks the offsets from 1 to 1");
        assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
    }

    @Test
    void wholeLogAndOneWithAPartAtItsEndAreLeftToKafka() throws IOException {
        byte[] one = batch(0, "a");
        byte[] two = batch(1, "b");
        for (byte[] bytes : new byte[][] {join(one, two), join(one, Arrays.copyOf(two, 65)), new byte[0]}) {
            Files.write(file, bytes);

            assertThat(MetadataLog.mend(logs)).isEmpty();
            assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        }
        Files.delete(file);
        assertThat(MetadataLog.mend(logs)).isEmpty();
    }

    private static byte[] batch(long offset, String... values) {
        SimpleRecord[] records = Arrays.stream(values)
                .map(value -> new SimpleRecord(1_000, null, value.getBytes(StandardCharsets.UTF_8)))
                .toArray(SimpleRecord[]::new);
        ByteBuffer bytes =
                MemoryRecords.withRecords(offset, Compression.NONE, 1, records).buffer();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
