package org.metrobed.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PlaceWordsTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/place-words.csv", numLinesToSkip = 1, delimiter = ';')
    void placesAreSaidAsThePageSaysThem(String name, String words) {
        assertThat(PlaceWords.of(name)).isEqualTo(words);
    }

    @Test
    void noNameIsNoPlace() {
        assertThat(PlaceWords.of("")).isEmpty();
    }
}
