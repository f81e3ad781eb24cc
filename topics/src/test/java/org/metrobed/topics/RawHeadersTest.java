package org.metrobed.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawHeadersTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 10_485_760, Long.MAX_VALUE})
    void numberComesBack(long value) {
        assertThat(RawHeaders.number(RawHeaders.number(value))).isEqualTo(value);
    }

    @Test
    void textAndFlagComeBack() {
        assertThat(RawHeaders.text(RawHeaders.text("größe/7"))).isEqualTo("größe/7");
        assertThat(RawHeaders.text((byte[]) null)).isNull();
        assertThat(RawHeaders.flag(RawHeaders.flag(true))).isTrue();
        assertThat(RawHeaders.flag(RawHeaders.flag(false))).isFalse();
        assertThat(RawHeaders.flag((byte[]) null)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(RawKind.class)
    void kindComesBack(RawKind kind) {
        assertThat(RawKind.of(kind.bytes())).isEqualTo(kind);
    }

    @Test
    void recordWithoutKindIsAMessageAndAnUnknownKindIsRefused() {
        assertThat(RawKind.of(null)).isEqualTo(RawKind.MESSAGE);
        assertThatThrownBy(() -> RawKind.of(RawHeaders.text("letter"))).hasMessageContaining("'letter'");
        assertThatThrownBy(() -> RawHeaders.number(null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RawHeaders.number(RawHeaders.text("x"))).isInstanceOf(IllegalArgumentException.class);
    }
}
