package org.metrobed.lab.isolated;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.metrobed.model.AlertEvent;
import org.metrobed.store.TableDigest;

/**
 * The result of a pass. Immutable.
 *
 * @param pass the pass
 * @param tables a digest of each table
 * @param events the events of all alerts, in the order of log time
 */
public record RunResult(RunPass pass, List<TableDigest> tables, List<AlertEvent> events) {
    public RunResult {
        Objects.requireNonNull(pass, "pass");
        tables = List.copyOf(tables);
        events = List.copyOf(events);
    }

    /** The differences to the result of another pass over the same log, for people; empty when both are equal. */
    public List<String> differences(RunResult other) {
        Stream<String> rows = IntStream.range(0, tables.size())
                .filter(i -> !tables.get(i).equals(other.tables.get(i)))
                .mapToObj(i -> tables.get(i).table() + ": " + tables.get(i).rows() + " rows and "
                        + other.tables.get(i).rows() + " rows that differ");
        return Stream.concat(rows, firstEvent(other)).toList();
    }

    private Stream<String> firstEvent(RunResult other) {
        int most = Math.max(events.size(), other.events.size());
        return IntStream.range(0, most)
                .filter(i -> !text(events, i).equals(text(other.events, i)))
                .mapToObj(i -> Stream.of(
                        "the first alert event that differs:",
                        "  " + pass.title() + ": " + text(events, i),
                        "  " + other.pass.title() + ": " + text(other.events, i)))
                .findFirst()
                .orElseGet(Stream::empty);
    }

    private static String text(List<AlertEvent> events, int i) {
        return i < events.size() ? events.get(i).toString() : "none";
    }
}
