package org.metrobed.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.model.QualityFlag;

class CellFlagsTest {

    private final CellFlags.Reader flags = new CellFlags(
                    List.of("flag"), List.of("3", "P"), List.of("4"), List.of("5"), List.of("P", "<"))
            .reader(NumberStyle.PLAIN);

    @ParameterizedTest
    @CsvSource({"3,SUSPECT", "p,SUSPECT", "4.0,FAIL", "' 5',MISSING", "1,GOOD", "'',GOOD"})
    void flagOfTheProviderIsMappedByItsLists(String cell, QualityFlag expected) {
        assertThat(flags.read(cell).flag()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"<,true", "p,true", "3,false", "'',false"})
    void flagMaySayThatTheValueIsCensoredBesideItsOtherMeaning(String cell, boolean expected) {
        assertThat(flags.read(cell).censored()).isEqualTo(expected);
    }
}
