package org.metrobed.decoders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.PayloadDecoder;

/**
 * Writes docs/DECODERS.md from the registry. Fails if the committed file differed; the new file is left to be
 * committed.
 */
class DecodersDocTest {

    private static final Path FILE = Path.of("..", "docs", "DECODERS.md");
    private static final String HEAD = """
            # Payload decoders

            Written by a test from the code; do not edit. A binding of the catalog names one of these in `decoder`. What a \
            decoder calls device and property the binding maps to things and properties; a reading that has no time of its \
            own gets the received time. How to add one: [ADD_A_DECODER.md](ADD_A_DECODER.md).
            """;

    @Test
    void documentSaysWhatTheRegistrySays() throws IOException {
        String expected = document();
        String committed = Files.exists(FILE) ? Files.readString(FILE) : "";
        if (!committed.equals(expected)) {
            Files.writeString(FILE, expected);
        }
        assertThat(committed)
                .as("docs/DECODERS.md was out of date; commit the new one")
                .isEqualTo(expected);
    }

    private static String document() {
        StringBuilder text = new StringBuilder(HEAD);
        for (PayloadDecoder decoder : Decoders.list()) {
            text.append("\n## ").append(decoder.name()).append("\n\n");
            text.append(decoder.summary())
                    .append("\n\nVersion ")
                    .append(decoder.version())
                    .append(".");
            text.append(decoder.options().isEmpty() ? " No options.\n" : "\n\n| Option | Meaning |\n| --- | --- |\n");
            for (DecoderOption option : decoder.options()) {
                text.append("| `").append(option.name()).append('`').append(option.required() ? " (needed)" : "");
                text.append(" | ").append(option.meaning().replace("|", "\\|")).append(" |\n");
            }
        }
        return text.toString();
    }
}
