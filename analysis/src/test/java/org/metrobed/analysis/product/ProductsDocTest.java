package org.metrobed.analysis.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Writes docs/PRODUCTS.md from the registry. Fails if the committed file differed; the new file is left to be
 * committed.
 */
class ProductsDocTest {

    private static final Path FILE = Path.of("..", "docs", "PRODUCTS.md");

    private static final String HEAD = """
            # Products

            Written by a test from the code; do not edit. A product is computed from datastreams of one thing and is a datastream
            itself, with flags, windows and alerts as any other. The catalog asks for one with `derived`
            ([CATALOG.md](CATALOG.md#derived-datastreams)). Where its inputs give no value, it says so with a missing one
            (flag 9).

            A product **of values** is computed from what one message reads at one time, for each such time, from values within the
            fail span of their own datastream.

            A product **of hours** is computed at the end of each hour (UTC) from the means of the last hours, of good readings
            (flag 1) alone. An hour counts when it has at least 75 % of the readings that its interval lets expect. Its phenomenon time
            is the begin of its hour; it is published when its datastream's clock has passed the end of the hour. An hour without
            any reading gives no value.

            If an input is corrected, replaced or judged again, or comes late, every value that it counts for is computed again
            from the stored inputs: a revision with cause `input`, from the minute in which the input changed. A value that has no longer
            enough inputs becomes missing. `because` of the observation says what happened to which reading
            ([CORRECTIONS.md](CORRECTIONS.md#products)).
            """;

    @Test
    void documentSaysWhatTheRegistrySays() throws IOException {
        String expected =
                HEAD + Products.list().stream().map(ProductsDocTest::section).collect(Collectors.joining());
        String committed = Files.exists(FILE) ? Files.readString(FILE) : "";
        if (!committed.equals(expected)) {
            Files.writeString(FILE, expected);
        }
        assertThat(committed)
                .as("docs/PRODUCTS.md was out of date; commit the new one")
                .isEqualTo(expected);
    }

    private static String section(Product product) {
        ProductInfo info = product.info();
        String inputs = info.inputs().stream()
                .map(input -> input.name() + " in `" + input.unit() + "`")
                .collect(Collectors.joining(", "));
        return "\n## " + info.name() + "\n\n" + info.summary() + "\n\n" + info.explanation()
                + "\n\n| From | Gives | Of |\n"
                + "| --- | --- | --- |\n| " + inputs + " | `" + info.unit() + "` | " + over(product) + " |\n\nSource: "
                + info.source() + "\n";
    }

    private static String over(Product product) {
        return product instanceof ProductOfHours ofHours ? "hours: " + ofHours.hours() : "values";
    }
}
