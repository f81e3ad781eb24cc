package org.metrobed.stream.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

    private final DataOutputSerializer out = new DataOutputSerializer(8);

    @ParameterizedTest
    @CsvSource({"a, 65535", "ö, 32767", "€, 21845", "😀, 10922"})
    void longestTextComesBackAndALongerOneIsRefused(String character, int most) throws IOException {
        String longest = character.repeat(most);
        Texts.write(longest, "unit", out);
        assertThat(new DataInputDeserializer(out.getCopyOfBuffer()).readUTF()).isEqualTo(longest);

        int before = out.length();
        assertThatThrownBy(() -> Texts.write(longest + character, "unit", out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("a unit of 655\\d\\d bytes cannot be written, at most 65535 can");
        assertThat(out.length()).isEqualTo(before);
    }
}
