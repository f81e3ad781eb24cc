package org.metrobed.stream.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class CountsTest {

    private final DataOutputSerializer out = new DataOutputSerializer(8);

    @Test
    void largestCountsComeBack() throws IOException {
        Counts.writeByte(255, "thresholds", out);
        Counts.writeShort(65_535, "names", out);

        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        assertThat(in.readUnsignedByte()).isEqualTo(255);
        assertThat(in.readUnsignedShort()).isEqualTo(65_535);
    }

    @Test
    void largerCountIsRefusedInsteadOfCut() {
        assertThatThrownBy(() -> Counts.writeByte(256, "thresholds", out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("256 thresholds cannot be written, at most 255 can");
        assertThatThrownBy(() -> Counts.writeShort(65_536, "names", out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("65536 names cannot be written, at most 65535 can");
        assertThat(out.length()).isZero();
    }
}
