package org.metrobed.api.thing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.metrobed.model.Aggregate;
import org.metrobed.model.Datastream.Statistic;

/** Writes the table of aggregates and statistics in docs/WINDOWS.md. */
class StatisticDocTest {

    private static final Path DOCUMENT = Path.of("../docs/WINDOWS.md");
    private static final String BEGIN = "<!-- aggregates: written by StatisticDocTest -->\n";
    private static final String END = "<!-- end -->";

    @Test
    void documentSaysWhichAggregateHasAMeaning() throws IOException {
        String text = Files.readString(DOCUMENT);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        String written = text.substring(0, begin) + table() + text.substring(text.indexOf(END, begin));
        Files.writeString(DOCUMENT, written);
        assertThat(text)
                .as("docs/WINDOWS.md was out of date; commit the new one")
                .isEqualTo(written);
    }

    private static String table() {
        StringBuilder table = new StringBuilder();
        table.append("| | ")
                .append(Arrays.stream(Statistic.values())
                        .map(statistic -> "`" + statistic.word() + "`")
                        .collect(Collectors.joining(" | ")))
                .append(" |\n| --- |")
                .append(" --- |".repeat(Statistic.values().length))
                .append("\n");
        for (Aggregate aggregate : Aggregate.values()) {
            table.append(
                            aggregate == Aggregate.QUANTILE
                                    ? "| `median`, `p01` to `p99` | "
                                    : "| `" + aggregate.word() + "` | ")
                    .append(Arrays.stream(Statistic.values())
                            .map(statistic -> meaning(statistic, aggregate))
                            .collect(Collectors.joining(" | ")))
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String meaning(Statistic statistic, Aggregate aggregate) {
        if (!statistic.has(aggregate)) {
            return "–";
        }
        boolean around = statistic == Statistic.DIRECTION && (aggregate == Aggregate.MEAN || aggregate == Aggregate.SD);
        return around ? "circular" : "yes";
    }
}
