package org.metrobed.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The page's tests read the same file. */
class UnitSymbolTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/unit-symbols.csv", numLinesToSkip = 1, emptyValue = "")
    void unitIsWrittenAsPeopleWriteIt(String ucum, String symbol) {
        assertThat(UnitSymbol.of(ucum)).isEqualTo(symbol == null ? "" : symbol);
    }

    @Test
    void numberWithoutUnitHasNone() {
        assertThat(UnitSymbol.of("")).isEmpty();
    }
}
