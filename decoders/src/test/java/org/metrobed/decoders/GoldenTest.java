package org.metrobed.decoders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.decoders.spi.Decoded;

/**
 * Decodes every golden payload and compares the results. With {@code -Dmetrobed.golden=write} it writes the expected
 * files that are missing or differ, for a person to read before they are committed.
 */
class GoldenTest {

    private static final boolean WRITE = "write".equals(System.getProperty("metrobed.golden"));

    static List<Golden> payloads() {
        return Golden.listAll();
    }

    @Test
    void everyDecoderHasGoldenPayloads() {
        assertThat(Golden.listFolders()).containsExactlyInAnyOrderElementsOf(Decoders.listNames());
        assertThat(Decoders.listNames())
                .allSatisfy(name -> assertThat(Golden.list(name))
                        .as("payloads of " + name)
                        .anyMatch(golden -> Files.exists(golden.expectedFile())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("payloads")
    void payloadDecodesToWhatItsFileSays(Golden golden) throws IOException {
        Decoded decoded = golden.decoder().decode(golden.message());

        Path expected = golden.expectedFile();
        if (WRITE && !(Files.exists(expected) && GoldenFormat.matches(expected, decoded))) {
            Files.writeString(expected, GoldenFormat.text(decoded));
        }
        if (Files.exists(expected)) {
            assertThat(GoldenFormat.matches(expected, decoded))
                    .as(golden + " gives\n" + GoldenFormat.text(decoded))
                    .isTrue();
        } else {
            DecoderContract.assertKept(decoded, golden.message());
        }
    }
}
