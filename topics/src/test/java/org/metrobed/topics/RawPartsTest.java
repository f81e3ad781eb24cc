package org.metrobed.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawPartsTest {

    private static final byte[] HASH = RawParts.sha256(RawHeaders.text("abcdef"));

    @Test
    void offsetsComeBackAndARecordWithoutTheHeaderHasNoParts() {
        assertThat(RawParts.offsets(RawParts.header(List.of(0L, 7L, 5_000_000_000L)), 5_000_000_001L))
                .containsExactly(0L, 7L, 5_000_000_000L);
        assertThat(RawParts.offsets(null, 3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,", "2,1", "1,1", "-1", "1,9", "x"})
    void headerThatIsNoListOfEarlierOffsetsIsRefused(String header) {
        assertThatThrownBy(() -> RawParts.offsets(RawHeaders.text(header), 9))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void partsInOrderGiveThePayloadAndOthersGiveNothing() {
        byte[] first = RawHeaders.text("abc");
        byte[] second = RawHeaders.text("def");
        assertThat(RawParts.join(List.of(first, second), HASH)).hasValue(RawHeaders.text("abcdef"));
        assertThat(RawParts.join(List.of(second, first), HASH)).isEmpty();
        assertThat(RawParts.join(List.of(first), HASH)).isEmpty();
        assertThat(RawParts.join(List.of(first, second), null)).isEmpty();
    }
}
