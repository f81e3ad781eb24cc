package org.metrobed.decoders.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class QuoteTest {

    @Test
    void headOfAReadablePayloadIsItself() {
        assertThat(Quote.head("{\"o\":{\"größe\":1}}".getBytes(UTF_8))).isEqualTo("{\"o\":{\"größe\":1}}");
    }

    @Test
    void headEscapesWhatIsNotPrintable() {
        assertThat(Quote.head(new byte[] {'a', 0, '\n', 27, 'b'})).isEqualTo("a\\u0000\\n\\u001bb");
    }

    @Test
    void headOfAnyPayloadIsShortAndPrintable() {
        byte[] payload = new byte[5_000];
        new Random(3).nextBytes(payload);
        assertThat(Quote.head(payload)).hasSize(1_024).doesNotContainPattern("\\p{Cntrl}");
        assertThat(Quote.head(new byte[0])).isEmpty();
    }

    @Test
    void longNameIsCut() {
        assertThat(Quote.name("x".repeat(64))).isEqualTo("x".repeat(64));
        assertThat(Quote.name("x".repeat(65))).isEqualTo("x".repeat(63) + "…");
        assertThat(Quote.name("\u0000".repeat(60))).hasSize(64).endsWith("…");
    }
}
