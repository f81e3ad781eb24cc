package org.metrobed.api.window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.metrobed.api.http.Moments;
import org.metrobed.api.thing.StoredWindows;
import org.metrobed.catalog.units.Linear;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Deployment;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.window.MergedWindow;
import org.metrobed.store.window.WindowComposer;

/**
 * Composes stored windows to those of the series that they belong to. A stored window is described by the version of the catalog that judged
 * its readings. Under a former name it belongs to the datastream of today; in another unit it is converted; if it
 * cannot be converted, or has another statistic, it belongs to a series of its own. Memory is that of the composed windows. Not
 * thread-safe.
 */
final class SeriesParts {

    private record Place(String key, long startMicros) {}

    /** How the windows of a datastream that a version judged are read; own: as those of its series in the query. */
    private record Reading(
            String datastream, long version, WindowSeries series, boolean own, boolean joined, Linear conversion) {}

    /** A series of other windows. */
    private record Other(WindowSeries series, boolean joined) {}

    private final WindowQuestion question;
    private final StoredWindows stored;
    private final Map<String, WindowSeries> seriesOf = new HashMap<>();
    private final Map<Other, WindowComposer> others = new HashMap<>();
    private final WindowComposer composer;
    private final Map<Place, Set<Deployment>> places = new HashMap<>();
    private Reading last;

    /** The parts of the series of a query. */
    SeriesParts(WindowQuestion question) {
        this.question = question;
        this.stored = new StoredWindows(question.catalog());
        this.composer = new WindowComposer(question.calendar());
        question.series().forEach(series -> series.members().forEach(member -> seriesOf.put(member.id(), series)));
    }

    /** Adds a stored window. */
    void add(MergedWindow part) {
        WindowRevision window = part.window();
        Reading reading = inZone(reading(window), window);
        WindowRevision translated = stored.translated(window, reading.conversion);
        (reading.own
                        ? composer
                        : others.computeIfAbsent(
                                new Other(reading.series, reading.joined),
                                any -> new WindowComposer(question.calendar())))
                .add(new MergedWindow(
                        translated, part.expected(), part.revisions(), part.parts(), part.pipelineVersion()));
        if (!reading.series.isGroup()) {
            places.computeIfAbsent(
                            new Place(reading.series.key(), question.calendar().startOf(window.startMicros())),
                            any -> new LinkedHashSet<>(1))
                    .addAll(stored.deployments(window));
        }
    }

    /** In groups by zone, a window belongs to the zone where the thing stood at its begin; to no zone if it stood nowhere. */
    private Reading inZone(Reading reading, WindowRevision window) {
        if (question.grouping() != WindowGrouping.ZONE) {
            return reading;
        }
        List<Deployment> timeline = stored.timeline(window.datastream());
        if (timeline.isEmpty()) {
            return reading;
        }
        Instant begin = Moments.ofMicros(window.startMicros());
        String zone = WindowGrouping.zone(
                new DatastreamId(question.catalog().renames().current(window.datastream())),
                timeline.stream()
                        .filter(one -> one.covers(begin))
                        .findFirst()
                        .map(there -> there.location().district())
                        .orElse(""));
        if (zone.equals(reading.series.group())) {
            return reading;
        }
        WindowSeries other = reading.series.inZone(zone);
        return new Reading(
                reading.datastream,
                reading.version,
                question.series().stream()
                        .filter(series -> series.key().equals(other.key()))
                        .findFirst()
                        .orElse(other),
                false,
                reading.joined,
                reading.conversion);
    }

    /** The composed windows, in no order. */
    List<SeriesWindow> windows() {
        List<SeriesWindow> windows = new ArrayList<>();
        composer.windows()
                .forEach(window -> windows.add(
                        new SeriesWindow(seriesOf.get(window.window().datastream()), true, window)));
        others.forEach((other, composed) -> composed.windows()
                .forEach(window -> windows.add(new SeriesWindow(other.series, other.joined, window))));
        return windows;
    }

    /** A stored window as one of its series, in the unit of the series. */
    SeriesWindow translated(WindowRevision window) {
        Reading reading = inZone(reading(window), window);
        return new SeriesWindow(
                reading.series,
                reading.joined,
                MergedWindow.ofStored(stored.translated(window, reading.conversion), 1, ""));
    }

    /** The series of a stored revision, in the unit in which it is stored. */
    WindowSeries seriesOf(WindowRevision revision) {
        Reading reading = reading(revision);
        return reading.conversion.equals(Linear.IDENTITY)
                ? reading.series
                : stored.judged(revision).map(reading.series::of).orElse(reading.series);
    }

    /** The deployments that the readings of a composed window are of, without their times; of a group none. */
    List<Deployment> deployments(WindowSeries series, long startMicros) {
        return List.copyOf(places.getOrDefault(new Place(series.key(), startMicros), Set.of()));
    }

    private Reading reading(WindowRevision window) {
        if (last == null || last.version != window.catalogVersion() || !last.datastream.equals(window.datastream())) {
            WindowSeries series = seriesOf.get(question.catalog().renames().current(window.datastream()));
            Optional<Linear> conversion = stored.conversion(window, series.unit(), series.statistics());
            last = new Reading(
                    window.datastream(),
                    window.catalogVersion(),
                    conversion.isPresent()
                            ? series
                            : series.of(stored.judged(window).orElseThrow()),
                    conversion.isPresent(),
                    conversion.isPresent(),
                    conversion.orElse(Linear.IDENTITY));
        }
        return last;
    }
}
