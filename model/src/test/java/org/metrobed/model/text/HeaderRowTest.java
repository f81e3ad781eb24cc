package org.metrobed.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderRowTest {

    private final HeaderRow header = new HeaderRow(List.of("time ", "temp", "rh", ""), "time", List.of("time", "rh"));

    @Test
    void rowWithAllNeededNamesIsAHeaderWhoseOrderCounts() {
        assertThat(header.take(List.of("1", "2", "3", ""))).isFalse();
        assertThat(header.arrange(List.of("1", "2", "3", ""))).containsExactly("1", "2", "3", "");

        assertThat(header.take(List.of("rh", "co2", " time"))).isTrue();
        assertThat(header.arrange(List.of("3", "400", "1"))).containsExactly("1", "", "3", "");

        assertThat(header.take(List.of("time", "temp", "rh", ""))).isTrue();
        assertThat(header.arrange(List.of("1", "2", "3"))).containsExactly("1", "2", "3", "");
    }

    @Test
    void headerThatLacksANeededColumnOrHasItTwiceIsRefused() {
        assertThatThrownBy(() -> header.take(List.of("time", "temp", "hum")))
                .hasMessage("is a header without the column 'rh'");
        assertThatThrownBy(() -> header.take(List.of("time", "t", "h")))
                .hasMessage("is a header without the column 'rh'");
        assertThatThrownBy(() -> header.take(List.of("time", "rh", "rh")))
                .hasMessage("is a header with two columns 'rh'");
    }

    @Test
    void headerOfAnAppendedFileIsKnownInAnotherCaseAndWithItsByteOrderMark() {
        assertThat(header.take(List.of("\uFEFFRH", "TIME", "Temp"))).isTrue();
        assertThat(header.arrange(List.of("3", "1", "2"))).containsExactly("1", "2", "3", "");
    }

    @Test
    void namesThatDifferInCaseAloneAreTwoColumns() {
        HeaderRow two = new HeaderRow(List.of("t", "T", "rh"), "t", List.of("t", "T", ""));

        assertThat(two.take(List.of("T", "rh", "t"))).isTrue();
        assertThat(two.arrange(List.of("20", "80", "1"))).containsExactly("1", "20", "80");
    }

    @Test
    void rowIsNoHeaderBecauseOneOfItsCellsIsTheNameOfAnotherColumn() {
        assertThat(header.take(List.of("1", "rh", "3"))).isFalse();
    }

    @Test
    void cellsMustBeAsManyAsNamesExceptEmptyOnesAtTheEnd() {
        assertThat(header.fault(List.of("1", "2", "3", "x"))).isEmpty();
        assertThat(header.fault(List.of("1", "2", "3"))).isEmpty();
        assertThat(header.fault(List.of("1", "2", "3", "", " "))).isEmpty();
        assertThat(header.fault(List.of("1", "2"))).contains("has 2 cells, must have 4");
        assertThat(header.fault(List.of("1", "2", "3", "", "5"))).contains("has 5 cells, must have 4");
    }
}
