package org.metrobed.store.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ColumnsTest {

    @Test
    void textKeepsWhatPostgresCanStore() {
        assertThat(TextColumn.storable("plain ä \uD83D\uDE00\t")).isEqualTo("plain ä \uD83D\uDE00\t");
    }

    @Test
    void textReplacesWhatPostgresRefuses() {
        assertThat(TextColumn.storable("a\u0000b")).isEqualTo("a\uFFFDb");
        assertThat(TextColumn.storable("\uDC00x\uD800")).isEqualTo("\uFFFDx\uFFFD");
        assertThat(TextColumn.storable("\uD83D\uDE00\u0000")).isEqualTo("\uD83D\uDE00\uFFFD");
    }

    @Test
    void nullsTravelAsBoxes() {
        LongColumn<Long> column = new LongColumn<>("t", SqlType.INT8, true, (row, keys) -> row);
        assertThat(column.toArray(List.of(1L, 2L), null)).isEqualTo(new long[] {1, 2});
        assertThat(column.toArray(List.of(1L, LongColumn.NULL), null)).isEqualTo(new Long[] {1L, null});
    }

    @ParameterizedTest
    @CsvSource({
        "2000-01-01T00:00:00Z, 2000-01-01",
        "2019-12-31T23:59:59.999999Z, 2019-12-01",
        "2020-02-29T12:00:00Z, 2020-02-01",
        "1969-12-31T23:59:59.999999Z, 1969-12-01"
    })
    void monthIsTheFirstDayInUtc(Instant time, LocalDate month) {
        assertThat(Partitions.month(ChronoUnit.MICROS.between(Instant.EPOCH, time)))
                .isEqualTo(month);
    }
}
