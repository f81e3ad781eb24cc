package org.metrobed.api.window;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.metrobed.api.thing.StatisticRule;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.DatastreamOptions;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.Thing;

/** How datastreams are grouped into rows. */
enum WindowGrouping {
    /** Each datastream has its own row. */
    NONE,
    /** All datastreams at one thing. */
    THING,
    /** All datastreams in one district of a test-bed. */
    ZONE,
    /** All datastreams of one project. */
    PROJECT,
    /** All datastreams of one test-bed. */
    TESTBED;

    /** Stands for a district or project that the catalog does not contain. */
    private static final String UNKNOWN = "-";

    /** The accepted words. */
    static List<String> words() {
        return Stream.of(values())
                .filter(grouping -> grouping != NONE)
                .map(grouping -> grouping.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** The series of these datastreams, sorted by key. */
    List<WindowSeries> series(List<String> datastreams, Catalog catalog) {
        SortedMap<String, WindowSeries> series = new TreeMap<>();
        for (String id : datastreams) {
            WindowSeries one = of(id, catalog);
            series.merge(one.key(), one, WindowGrouping::joined);
        }
        return List.copyOf(series.values());
    }

    private WindowSeries of(String id, Catalog catalog) {
        DatastreamId name = new DatastreamId(id);
        Optional<Datastream> known = catalog.findDatastream(id, catalog.version());
        String unit = known.map(Datastream::unit).orElse(null);
        long interval =
                known.map(datastream -> datastream.settings().intervalMillis()).orElse(0L);
        Set<Statistic> statistics = StatisticRule.statistics(known, catalog);
        Optional<DatastreamOptions> options =
                known.map(datastream -> datastream.settings().options());
        List<WindowSeries.Member> member = List.of(new WindowSeries.Member(
                id,
                interval,
                options.map(DatastreamOptions::kind).orElse(ReadingKind.of(Statistic.INSTANT)),
                options.map(DatastreamOptions::states).orElse(List.of())));
        if (this == NONE) {
            return new WindowSeries(id, "", name.property(), unit, statistics, member);
        }
        String group = group(name, catalog);
        return new WindowSeries(
                group + " " + name.property() + " " + unit, group, name.property(), unit, statistics, member);
    }

    private String group(DatastreamId id, Catalog catalog) {
        return switch (this) {
            case NONE -> "";
            case THING -> id.thing();
            case TESTBED -> id.testbed();
            case ZONE ->
                zone(
                        id,
                        catalog.findThing(id.thing())
                                .map(thing -> thing.location().district())
                                .orElse(""));
            case PROJECT ->
                nameOrUnknown(catalog.findThing(id.thing()).map(Thing::project).orElse(""));
        };
    }

    /** The group of a datastream in a district. */
    static String zone(DatastreamId id, String district) {
        return id.testbed() + "/" + nameOrUnknown(district);
    }

    private static String nameOrUnknown(String name) {
        return name.isEmpty() ? UNKNOWN : name;
    }

    private static WindowSeries joined(WindowSeries one, WindowSeries other) {
        List<WindowSeries.Member> members = new ArrayList<>(one.members());
        members.addAll(other.members());
        Set<Statistic> statistics = new HashSet<>(one.statistics());
        statistics.addAll(other.statistics());
        return new WindowSeries(one.key(), one.group(), one.property(), one.unit(), statistics, members);
    }
}
