package org.metrobed.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordSetTest {

    private final WordSet words = new WordSet(List.of("", "-999", "NULL", "-99.9999"), NumberStyle.PLAIN);

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "-999", "-999.0", "-999.00", " -9.99e2", "null", "Null", "-99.99990"})
    void numberIsComparedAsNumberAndTextInAnyCase(String cell) {
        assertThat(words.contains(cell)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"999", "-999.1", "-99", "nul", "0", "-"})
    void otherCellIsNotThere(String cell) {
        assertThat(words.contains(cell)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-999,0", "-999", "-99,9999", "-1.000"})
    void numberIsReadInTheStyleOfTheFileOrElseWithAPoint(String cell) {
        WordSet german = new WordSet(List.of("-999", "-99.9999", "-1000"), new NumberStyle(',', '.'));

        assertThat(german.contains(cell)).isTrue();
    }
}
