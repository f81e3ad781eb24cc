package org.metrobed.model.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The names of the parameters of a record. */
class ParamSpecTest {

    /** An older name of one parameter is the name of another. */
    record Ambiguous(
            @Param(tag = 1, name = "low") double low,
            @Param(tag = 2, name = "high", aliases = "low") double high) {}

    /** A parameter with an older name. */
    record Sound(
            @Param(tag = 1, name = "high", aliases = "top") double high) {}

    @Test
    void olderNameIsUniqueInTheRecord() {
        assertThatThrownBy(() -> ParamSpec.of(Ambiguous.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Ambiguous has the name 'low' twice");
    }

    @Test
    void olderNameIsNotInDocuments() {
        assertThat(ParamSpec.of(Sound.class).describe())
                .extracting(ParamSpec.Description::name)
                .containsExactly("high");
        assertThat(ParamSpec.of(Sound.class).parameters().get(0).aliases()).containsExactly("top");
    }
}
