package org.metrobed.lab.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The size of the state of many datastreams. Immutable.
 *
 * @param load the processed load
 * @param seconds the duration of processing
 * @param heapBytes live heap of the whole process afterwards, including Flink's own part
 * @param emptyHeapBytes live heap with the same job before the first reading
 * @param savepointBytes size of a savepoint on disk
 * @param savepointSeconds duration of writing it, without load
 * @param sizes bytes of each keyed state by operator and name
 */
public record StateFigures(
        StateLoad load,
        double seconds,
        long heapBytes,
        long emptyHeapBytes,
        long savepointBytes,
        double savepointSeconds,
        SortedMap<String, Long> sizes) {

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
        lines.add("");
        lines.add("| operator and state | bytes a datastream |");
        lines.add("| --- | ---: |");
        sizes.forEach((state, bytes) ->
                lines.add(String.format(Locale.ROOT, "| %s | %,.0f |", state, bytes / (double) load.datastreams())));
        return List.copyOf(lines);
    }

    /** One line for {@link #parse}. */
    String toText() {
        return String.join(" ", load.toArguments()) + " " + seconds + " " + heapBytes + " " + emptyHeapBytes + " "
                + savepointBytes + " " + savepointSeconds
                + sizes.entrySet().stream()
                        .map(size -> " " + size.getKey() + "=" + size.getValue())
                        .collect(Collectors.joining());
    }

    /** Parses the text of {@link #toText}. */
    static StateFigures parse(String text) {
        List<String> words = List.of(text.split(" "));
        SortedMap<String, Long> sizes = new TreeMap<>();
        for (String size : words.subList(8, words.size())) {
            int at = size.lastIndexOf('=');
            sizes.put(size.substring(0, at), Long.parseLong(size.substring(at + 1)));
        }
        return new StateFigures(
                StateLoad.parse(words),
                Double.parseDouble(words.get(3)),
                Long.parseLong(words.get(4)),
                Long.parseLong(words.get(5)),
                Long.parseLong(words.get(6)),
                Double.parseDouble(words.get(7)),
                sizes);
    }
}
