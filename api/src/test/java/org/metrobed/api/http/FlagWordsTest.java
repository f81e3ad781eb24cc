package org.metrobed.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.model.QualityFlag;

class FlagWordsTest {

    @Test
    void aFlagIsNamedByItsWordOrItsQartodNumber() {
        assertThat(FlagWords.of(QualityFlag.GOOD, QualityFlag.NOT_EVALUATED))
                .containsExactly("good", "not-evaluated", "1", "2");
        assertThat(FlagWords.parse(List.of("suspect", "4", "missing", "3")))
                .containsExactlyInAnyOrder(QualityFlag.SUSPECT, QualityFlag.FAIL, QualityFlag.MISSING);
    }

    @Test
    void anotherWordIsRefused() {
        assertThatThrownBy(() -> FlagWords.parse(List.of("bad")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'bad' is not a quality flag");
    }
}
