package org.metrobed.simulators;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Stores the progress of a simulation on disk every few seconds, never beyond the acknowledged messages. One thread.
 */
final class Checkpoint {

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Path file;
    private final GatewayConnections gateways;
    private SimulationState noted;
    private Instant candidate;
    private Map<String, Long> marks;

    Checkpoint(Path file, SimulationState state, GatewayConnections gateways) {
        this.file = file;
        this.noted = state;
        this.gateways = gateways;
    }

    /**
     * The starting point: the point where an earlier run with the same test-bed and seed stopped, at most the backlog
     * ago.
     */
    static SimulationState begin(SimulateConfig config, Instant now) throws IOException {
        Instant earliest = now.minus(config.backlog());
        SimulationState fresh = new SimulationState(config.testbed(), config.seed(), now, earliest);
        if (config.stateFile() == null) {
            return fresh;
        }
        return SimulationState.read(config.stateFile())
                .filter(state -> state.testbed().equals(config.testbed()) && state.seed() == config.seed())
                .filter(state -> !state.sentUntil().isAfter(now))
                .map(state -> state.sentUntil().isBefore(earliest) ? state.withSentUntil(earliest) : state)
                .orElse(fresh);
    }

    /** All messages sent before the cursor have been handed over. */
    void pass(Instant cursor) throws IOException {
        if (file == null) {
            return;
        }
        if (candidate == null && !cursor.isBefore(noted.sentUntil().plus(EVERY))) {
            candidate = cursor;
            marks = gateways.marks();
        }
        if (candidate != null && gateways.isAcknowledged(marks)) {
            write(candidate);
        }
    }

    /** The gateways are closed: stores the cursor if all messages are acknowledged, otherwise the previous state. */
    void last(Instant cursor) throws IOException {
        if (file != null && gateways.isAcknowledged(gateways.marks())) {
            write(cursor);
        }
    }

    private void write(Instant sentUntil) throws IOException {
        noted = noted.withSentUntil(sentUntil);
        noted.write(file);
        candidate = null;
    }
}
