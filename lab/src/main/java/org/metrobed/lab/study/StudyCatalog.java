package org.metrobed.lab.study;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.Datastream;
import org.metrobed.model.Family;

/**
 * The catalog of a study's city: districts of five things with sixteen datastreams, up to the requested number. The
 * things of a district report through one gateway. Readings begin at their time stamps, as the labels have them. Pure.
 */
final class StudyCatalog {

    /** The test-bed's id. */
    static final String TESTBED = "study";

    /** A type of thing and its properties. */
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

    private final StudyConfig config;
    private final StringBuilder things = new StringBuilder("things:\n");
    private int datastreams;

    private StudyCatalog(StudyConfig config) {
        this.config = config;
    }

    static Catalog of(StudyConfig config) {
        return CatalogReader.read(files(config), 0);
    }

    /** The same as a bundle, for publishing. */
    static CatalogFiles files(StudyConfig config) {
        StudyCatalog made = new StudyCatalog(config);
        for (int district = 1; made.datastreams < config.datastreams(); district++) {
            for (Kind kind : DISTRICT) {
                made.add(kind, district);
            }
        }
        String head = "testbed: { id: " + TESTBED + ", name: Study, zone: " + StudyConfig.ZONE
                + ", description: A synthetic city with labelled faults. }\n"
                + "bindings:\n  up: { topic: \"metrobed/v1/{testbed}/{gateway}/{thing}/up\", decoder: native-json }\n";
        return CatalogFiles.of(Map.of(TESTBED + "/study.yaml", head + made.properties() + types() + made.things));
    }

    private String properties() {
        StringBuilder text = new StringBuilder("properties:\n");
        for (Kind kind : DISTRICT) {
            for (Property property : kind.properties()) {
                text.append(String.format(
                        Locale.ROOT,
                        "  %s: { name: %s, unit: \"%s\", statistic: %s, stamp: begin, interval: %s, max-out-of-orderness: %s,"
                                + " idle-timeout: %s }\n",
                        property.name(),
                        property.name(),
                        property.unit(),
                        property.statistic().name().toLowerCase(Locale.ROOT),
                        config.interval(),
                        config.interval().multipliedBy(2),
                        config.interval().multipliedBy(4)));
            }
        }
        return text.toString();
    }

    private static String types() {
        return DISTRICT.stream()
                .map(kind -> String.format(
                        Locale.ROOT,
                        "  %s: { family: %s, properties: {%s } }\n",
                        kind.type(),
                        kind.family().word(),
                        names(kind.properties(), "{}")))
                .collect(Collectors.joining("", "thing-types:\n", ""));
    }

    /** Adds a thing with as many of its properties as are still needed. */
    private void add(Kind kind, int district) {
        int wanted = Math.min(kind.properties().size(), config.datastreams() - datastreams);
        if (wanted == 0) {
            return;
        }
        String name = String.format(Locale.ROOT, "%s-%02d", kind.type(), district);
        things.append(String.format(
                Locale.ROOT,
                "  %s: { name: %s, type: %s, location: { lat: 48.2, lon: %s, place: %s, district: district %d },"
                        + " properties: {%s } }\n",
                name,
                name,
                kind.type(),
                16.3 + district / 100.0,
                name,
                district,
                names(kind.properties().subList(wanted, kind.properties().size()), "none")));
        datastreams += wanted;
    }

    private static String names(List<Property> properties, String value) {
        return properties.stream()
                .map(property -> " " + property.name() + ": " + value)
                .collect(Collectors.joining(","));
    }

    private static Property count(String name) {
        return new Property(name, "{count}", Datastream.Statistic.COUNT);
    }

    private static Property mean(String name, String unit) {
        return new Property(name, unit, Datastream.Statistic.MEAN);
    }
}
