package org.metrobed.api.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.model.RawPosition;

class DeadLetterSelectionTest {

    @Test
    void anIdNamesTheReadingOrTheWholeMessage() {
        RawPosition reading = new RawPosition(3, 123_456_789_012L, 7);
        RawPosition message = new RawPosition(0, 0, RawPosition.WHOLE_MESSAGE);
        assertThat(DeadLetterSelection.id(reading)).isEqualTo("3-123456789012-7");
        assertThat(DeadLetterSelection.parseId("3-123456789012-7")).isEqualTo(reading);
        assertThat(DeadLetterSelection.id(message)).isEqualTo("0-0--1");
        assertThat(DeadLetterSelection.parseId("0-0--1")).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-2", "1-2-3-4", "-1-2-3", "a-2-3", "1-2--2", "1-9999999999999999999-0", "1-2-3\n"})
    void anotherTextIsAnsweredWithTheRule(String text) {
        assertThatThrownBy(() -> DeadLetterSelection.parseId(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be partition-offset-index");
    }
}
