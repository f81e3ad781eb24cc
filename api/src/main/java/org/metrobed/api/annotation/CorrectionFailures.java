package org.metrobed.api.annotation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.metrobed.store.correction.Cell;

/**
 * The cells whose correction failed at its last attempt. Such a cell is tried again in one of the next looks, in the 64th at the
 * latest, and does not keep others waiting. Thread-safe.
 */
public final class CorrectionFailures {

    private static final int MOST_LOOKS = 64;

    /**
     * A failed cell.
     *
     * @param pause number of looks after which it is tried again
     * @param look the look in which it is tried again
     */
    private record Failure(String reason, int pause, long look) {}

    private final Map<Cell, Failure> failures = new LinkedHashMap<>();
    private String ofLook;
    private long looks;

    /** The number of cells. */
    public synchronized int count() {
        return failures.size();
    }

    /** What fails and why, in words; empty if nothing does. */
    public synchronized Optional<String> describe() {
        if (failures.isEmpty()) {
            return Optional.ofNullable(ofLook).map(reason -> "cannot be looked for: " + reason);
        }
        Map.Entry<Cell, Failure> first = failures.entrySet().iterator().next();
        LocalDate day = Instant.EPOCH
                .plus(first.getKey().startMicros(), ChronoUnit.MICROS)
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
        return Optional.of("fail for %d days of datastreams, the first is %s of %s: %s"
                .formatted(
                        failures.size(),
                        day,
                        first.getKey().datastream(),
                        first.getValue().reason()));
    }

    /**
     * Begins a look.
     *
     * @param due cells to compute
     * @param all whether there are no others; then cells that are not among them fail no longer
     * @return those of {@code due} to be tried in this look
     */
    synchronized List<Cell> begin(List<Cell> due, boolean all) {
        looks++;
        if (all) {
            failures.keySet().retainAll(Set.copyOf(due));
        }
        return due.stream()
                .filter(cell ->
                        !failures.containsKey(cell) || failures.get(cell).look() <= looks)
                .toList();
    }

    /** A cell was computed and published. */
    synchronized void succeeded(Cell cell) {
        failures.remove(cell);
    }

    /** A cell was not. */
    synchronized void failed(Cell cell, Exception why) {
        Failure before = failures.get(cell);
        int pause = before == null ? 1 : Math.min(MOST_LOOKS, 2 * before.pause());
        failures.put(cell, new Failure(why.toString(), pause, looks + pause));
    }

    /** A look came to its end. */
    synchronized void lookSucceeded() {
        ofLook = null;
    }

    /** A look did not. */
    synchronized void lookFailed(Exception why) {
        ofLook = why.toString();
    }
}
