package org.metrobed.simulators.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.metrobed.catalog.Catalog;
import org.metrobed.core.limits.Company;
import org.metrobed.core.limits.QualityConfig;
import org.metrobed.core.limits.Sentinels;
import org.metrobed.core.model.Datastream;
import org.metrobed.core.model.DatastreamId;
import org.metrobed.core.model.DatastreamSettings;
import org.metrobed.core.model.Derivation;
import org.metrobed.core.model.Family;
import org.metrobed.core.model.Location;
import org.metrobed.core.model.TestBed;
import org.metrobed.core.model.Thing;
import org.metrobed.core.model.Watch;

/**
 * The catalog of a study's city: districts of five things with sixteen datastreams, as many as are wanted. The things of a
 * district report through one gateway. Pure.
 */
final class StudyCatalog {

    /** The test-bed's id. */
    static final String TESTBED = "study";

    /** What a thing of a type measures. */
    private record Kind(Family family, String type, List<Property> properties) {}

    private record Property(String name, String unit, Datastream.Statistic statistic) {}

    private static final List<Kind> DISTRICT = List.of(
            new Kind(Family.MOBILITY, "pedestrian-counter", List.of(count("pedestrian-count"))),
            new Kind(
                    Family.AIR,
                    "air-station",
                    List.of(
                            mean("pm25", "ug/m3"),
                            mean("pm10", "ug/m3"),
                            mean("no2", "[ppb]"),
                            mean("o3", "[ppb]"),
                            mean("air-temperature", "Cel"),
                            mean("relative-humidity", "%"))),
            new Kind(
                    Family.MOBILITY,
                    "traffic-lane",
                    List.of(count("vehicle-count"), mean("speed", "km/h"), mean("occupancy", "%"))),
            new Kind(
                    Family.INFRASTRUCTURE,
                    "bridge-sensor",
                    List.of(
                            mean("strain", "um/m"),
                            mean("tilt-x", "deg"),
                            mean("tilt-y", "deg"),
                            mean("temperature", "Cel"))),
            new Kind(Family.MOBILITY, "bicycle-counter", List.of(count("bicycle-count"))),
            new Kind(Family.INFRASTRUCTURE, "river-gauge", List.of(mean("water-level", "m"))));

    private final List<Thing> things = new ArrayList<>();
    private final List<Datastream> datastreams = new ArrayList<>();
    private final StudyConfig config;

    private StudyCatalog(StudyConfig config) {
        this.config = config;
    }

    static Catalog of(StudyConfig config) {
        StudyCatalog made = new StudyCatalog(config);
        for (int district = 1; made.datastreams.size() < config.datastreams(); district++) {
            for (Kind kind : DISTRICT) {
                made.add(kind, district);
            }
        }
        TestBed bed = new TestBed(TESTBED, "Study", StudyConfig.ZONE, "A made city whose faults are known.");
        return Catalog.of(0, List.of(bed), List.of(), made.things, made.datastreams, List.of());
    }

    private void add(Kind kind, int district) {
        if (datastreams.size() == config.datastreams()) {
            return;
        }
        String name = String.format(Locale.ROOT, "%s-%02d", kind.type(), district);
        Location location = new Location(48.2, 16.3 + district / 100.0, name, "district " + district);
        things.add(new Thing(TESTBED + "/" + name, name, kind.family(), kind.type(), "", location));
        for (Property property : kind.properties()) {
            if (datastreams.size() < config.datastreams()) {
                DatastreamId id = DatastreamId.of(TESTBED, name, property.name());
                datastreams.add(new Datastream(id, property.name(), property.unit(), settings(id, property)));
            }
        }
    }

    private DatastreamSettings settings(DatastreamId id, Property property) {
        long interval = config.interval().toMillis();
        return new DatastreamSettings(
                id.value(),
                0,
                property.statistic(),
                interval,
                2 * interval,
                4 * interval,
                QualityConfig.ofInterval(interval * 1_000),
                Sentinels.NONE,
                List.of(),
                Company.NONE,
                Derivation.NONE,
                List.of(),
                Watch.OFF);
    }

    private static Property count(String name) {
        return new Property(name, "{count}", Datastream.Statistic.COUNT);
    }

    private static Property mean(String name, String unit) {
        return new Property(name, unit, Datastream.Statistic.MEAN);
    }
}
