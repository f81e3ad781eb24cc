package org.metrobed.decoders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.decoders.spi.PayloadDecoder;

/** The version of each decoder stands beside a hash of its golden payloads, so that neither changes without a look at the other. */
class DecoderPinsTest {

    private static final Path PINS = Path.of("src", "test", "resources", "decoders.txt");
    private static final Path PAYLOADS = Path.of("src", "test", "resources", "payloads");

    static List<PayloadDecoder> decoders() {
        return Decoders.list();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("decoders")
    void payloadsAndVersionOfADecoderAreThosePinned(PayloadDecoder decoder) throws IOException {
        String line = decoder.name() + " version " + decoder.version() + " payloads " + hash(decoder.name());
        assertThat(Files.readAllLines(PINS))
                .as(
                        "The golden payloads or the version of %s have changed. If the same bytes give something else from"
                                + " now on, raise version() of %s. If only tests were added, leave it. In both cases put"
                                + " this line into decoders/%s in place of the old one:%n%s%n",
                        decoder.name(), decoder.getClass().getSimpleName(), PINS, line)
                .contains(line);
    }

    @Test
    void nothingElseIsPinned() throws IOException {
        assertThat(Files.readAllLines(PINS))
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactlyElementsOf(Decoders.listNames());
    }

    /** Of the names and bytes of all files of the folder, in the order of their names; the first 16 bytes of SHA-256. */
    private static String hash(String decoder) throws IOException {
        MessageDigest digest = sha256();
        try (Stream<Path> files = Files.list(PAYLOADS.resolve(decoder))) {
            for (Path file : files.sorted().toList()) {
                byte[] bytes = Files.readAllBytes(file);
                digest.update((file.getFileName() + "\n" + bytes.length + "\n").getBytes(UTF_8));
                digest.update(bytes);
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
