package org.metrobed.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void cursorComesBackAsItWasGiven() {
        Cursor cursor = Cursor.of("ab12", "city/station/pm25", 42L);
        Cursor back = Cursor.decode(cursor.encode(), "ab12", 2);
        assertThat(back).isEqualTo(cursor);
        assertThat(back.number(1)).isEqualTo(42);
    }

    @Test
    void cursorOfAnotherQuestionIsRefused() {
        assertThatThrownBy(() -> Cursor.decode(Cursor.of("ab12", 1).encode(), "cd34", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another query");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "not base64!", "MQphYjEy", "////"})
    void whatIsNoCursorIsRefused(String text) {
        assertThatThrownBy(() -> Cursor.decode(text, "ab12", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void partThatShouldBeANumberIsRefusedWhenItIsNone() {
        Cursor cursor = Cursor.of("ab12", "seven");
        assertThatThrownBy(() -> cursor.number(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
