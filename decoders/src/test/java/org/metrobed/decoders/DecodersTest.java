package org.metrobed.decoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.metrobed.decoders.spi.DecoderOptionException;

class DecodersTest {

    @Test
    void everyDecoderIsFoundByItsName() {
        assertThat(Decoders.listNames()).contains("native-json", "senml-json", "status", "none");
        assertThat(Decoders.list())
                .allSatisfy(decoder -> assertThat(Decoders.find(decoder.name())).containsSame(decoder));
        assertThat(Decoders.find("morse")).isEmpty();
    }

    @Test
    void everyDecoderSaysWhatItIs() {
        assertThat(new HashSet<>(Decoders.listNames())).hasSameSizeAs(Decoders.list());
        assertThat(Decoders.list()).allSatisfy(decoder -> {
            assertThat(decoder.name()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
            assertThat(decoder.version()).isPositive();
            assertThat(decoder.summary()).endsWith(".").doesNotContain("\n");
            assertThat(decoder.options()).allSatisfy(option -> {
                assertThat(option.name()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
                assertThat(option.meaning()).endsWith(".").doesNotContain("\n");
            });
        });
    }

    @Test
    void optionThatTheDecoderDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> Decoders.create("senml-json", "{\"tmie\":1}"))
                .isInstanceOf(DecoderOptionException.class)
                .hasMessage("tmie is no option of senml-json, which has none");
        assertThatThrownBy(() -> Decoders.create("native-json", "[]")).isInstanceOf(DecoderOptionException.class);
        assertThatThrownBy(() -> Decoders.create("morse", "")).isInstanceOf(IllegalArgumentException.class);
    }
}
