package org.metrobed.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | JSON",
                "text/csv | CSV",
                "text/csv;q=0.5, application/json | JSON",
                "application/json;q=0.1, text/* | CSV",
                "*/* | JSON",
                "application/x-ndjson | NDJSON",
                "text/html,application/xhtml+xml,*/*;q=0.8 | JSON",
                "application/json;q=0, */* | NDJSON",
            })
    void acceptHeaderChoosesTheFormatThatItLikesBest(String accept, Format expected) {
        assertThat(Format.negotiate(accept, Format.ROWS)).contains(expected);
    }

    @Test
    void missingAcceptHeaderTakesTheFirst() {
        assertThat(Format.negotiate(null, Format.ROWS)).contains(Format.JSON);
    }

    @Test
    void noneIsChosenWhenNoneIsAccepted() {
        assertThat(Format.negotiate("image/png, application/json;q=0", Format.ROWS))
                .isEmpty();
    }
}
