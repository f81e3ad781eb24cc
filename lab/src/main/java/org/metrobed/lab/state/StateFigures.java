package org.metrobed.lab.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The size of the state of many datastreams. Immutable.
 *
 * @param load the processed load
 * @param seconds the duration of processing
 * @param heapBytes live heap of the whole process afterwards, including Flink's own part
 * @param emptyHeapBytes live heap with the same job before the first reading
 * @param savepointBytes size of a savepoint on disk
 * @param savepointSeconds duration of writing it, without load
 */
public record StateFigures(
        StateLoad load,
        double seconds,
        long heapBytes,
        long emptyHeapBytes,
        long savepointBytes,
        double savepointSeconds) {

    private static final double MEBIBYTE = 1 << 20;

    /** Markdown, which is also readable on a terminal. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| datastreams | readings each | readings/s | heap | heap a datastream | savepoint | a datastream | written in |");
        lines.add("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        lines.add(String.format(
                Locale.ROOT,
                "| %,d | %,d | %,.0f | %,.0f MiB | %,.0f bytes | %,.0f MiB | %,.0f bytes | %.1f s |",
                load.datastreams(),
                load.rounds(),
                load.readings() / seconds,
                heapBytes / MEBIBYTE,
                (heapBytes - emptyHeapBytes) / (double) load.datastreams(),
                savepointBytes / MEBIBYTE,
                savepointBytes / (double) load.datastreams(),
                savepointSeconds));
        return List.copyOf(lines);
    }

    /** One line for {@link #parse}. */
    String toText() {
        return String.join(" ", load.toArguments()) + " " + seconds + " " + heapBytes + " " + emptyHeapBytes + " "
                + savepointBytes + " " + savepointSeconds;
    }

    /** Parses the text of {@link #toText}. */
    static StateFigures parse(String text) {
        List<String> words = List.of(text.split(" "));
        return new StateFigures(
                StateLoad.parse(words),
                Double.parseDouble(words.get(3)),
                Long.parseLong(words.get(4)),
                Long.parseLong(words.get(5)),
                Long.parseLong(words.get(6)),
                Double.parseDouble(words.get(7)));
    }
}
