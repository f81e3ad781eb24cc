package org.metrobed.analysis.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.window.WindowContent;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;

/**
 * Composes the windows of a length that the stream does not store, each as it closed: revision 0, recorded when the
 * first reading on time after its end was received. Windows whose settings say that they are stored are left out. If a
 * revision 0 of a composed window is stored, the stored one is valid: the window contained a late reading, or log time closed it.
 * Pure; one datastream and one thread.
 */
public final class ComposedWindows {

    private final WindowLevel level;
    private final LongFunction<Optional<DatastreamSettings>> settings;
    private final Consumer<? super Composed> consumer;
    private final Map<Long, Optional<DatastreamSettings>> known = new HashMap<>();
    private final List<Observation> readings = new ArrayList<>();

    private Row newest;
    private Row first;

    /**
     * A stored revision of a reading. Immutable.
     *
     * @param revision its contents
     * @param pipelineVersion the version of the pipeline that wrote it
     */
    public record Row(Observation revision, String pipelineVersion) {
        public Row {
            Objects.requireNonNull(revision, "revision");
            Objects.requireNonNull(pipelineVersion, "pipelineVersion");
        }
    }

    /**
     * A window as it closed. Immutable.
     *
     * @param pipelineVersion the version of the pipeline that closed it
     */
    public record Composed(WindowRevision revision, String pipelineVersion) {}

    /**
     * Composes windows.
     *
     * @param settings of the datastream by catalog version; empty if the version does not have it
     */
    public ComposedWindows(
            WindowLevel level,
            LongFunction<Optional<DatastreamSettings>> settings,
            Consumer<? super Composed> consumer) {
        this.level = Objects.requireNonNull(level, "level");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.consumer = Objects.requireNonNull(consumer, "consumer");
    }

    /** Adds the next row, in the order of time and, of one time, the newest revision first. */
    public void add(Row row) {
        if (!FineWindows.isOnTime(row.revision)) {
            return;
        }
        if (newest != null && newest.revision.phenomenonMicros() != row.revision.phenomenonMicros()) {
            end();
        }
        newest = newest == null ? row : newest;
        first = row;
    }

    /** Ends the rows; the last window remains open. */
    public void end() {
        if (newest == null) {
            return;
        }
        if (!readings.isEmpty() && startOf(readings.get(0)) != startOf(newest.revision)) {
            compose();
            readings.clear();
        }
        readings.add(newest.revision);
        newest = null;
    }

    private long startOf(Observation reading) {
        return level.startMicros(reading.phenomenonMicros());
    }

    /** The first reading after the window has closed it. */
    private void compose() {
        if (isComposed(first.revision) && readings.stream().allMatch(this::isComposed)) {
            WindowContent content = SumReadings.of(
                    level.millis(),
                    readings,
                    reading -> of(reading).orElseThrow().kind());
            consumer.accept(new Composed(revision(content), first.pipelineVersion));
        }
    }

    private WindowRevision revision(WindowContent content) {
        return WindowRevisionBuilder.builder()
                .datastream(first.revision.datastream())
                .sizeMillis(level.millis())
                .startMicros(startOf(readings.get(0)))
                .revision(0)
                .recordedMillis(first.revision.receivedMillis())
                .intervalMillis(of(first.revision).orElseThrow().intervalMillis())
                .good(content.good())
                .suspect(content.suspect())
                .notEvaluatedCount(content.notEvaluated())
                .failCount(content.fail())
                .missingCount(content.missing())
                .lateCount(0)
                .catalogVersion(content.catalogVersion())
                .replaces(false)
                .build();
    }

    private boolean isComposed(Observation reading) {
        return of(reading).filter(of -> FineWindows.areComposed(of, level)).isPresent();
    }

    private Optional<DatastreamSettings> of(Observation reading) {
        return known.computeIfAbsent(reading.catalogVersion(), settings::apply);
    }
}
