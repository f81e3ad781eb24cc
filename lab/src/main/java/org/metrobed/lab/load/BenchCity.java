package org.metrobed.lab.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.metrobed.catalog.CatalogFiles;

/** A test-bed for benchmarks: many equal things with ranges and thresholds. Static functions only. */
public final class BenchCity {

    /** Number of datastreams of a thing. */
    public static final int PROPERTIES = 10;
    /** Number of connections that publish. */
    public static final int GATEWAYS = 4;
    /** The id of the test-bed. */
    public static final String ID = "bench";

    private BenchCity() {}

    private static final String TESTBED = """
            testbed:
              id: bench
              name: Bench
              zone: UTC
              description: For measurements.
            bindings:
              native:
                topic: metrobed/v1/{testbed}/{gateway}/{thing}/up
                decoder: native-json
            """;

    private static final String SENML = """
              senml:
                topic: senml/v1/{testbed}/{gateway}
                decoder: senml-json
            """;

    /** The bundle with this number of things, all of which send native JSON. */
    public static CatalogFiles files(int things) {
        return files(TESTBED, properties(), things);
    }

    /** The bundle with this number of things and with the text of their properties. */
    static CatalogFiles files(int things, String properties) {
        return files(TESTBED, properties, things);
    }

    /** The bundle with this number of things, each of which sends native JSON or SenML: its readings have two possible keys. */
    public static CatalogFiles filesWithSenml(int things) {
        return files(TESTBED + SENML, properties(), things);
    }

    private static CatalogFiles files(String testbed, String properties, int things) {
        Map<String, String> texts = new TreeMap<>();
        texts.put("bench/testbed.yaml", testbed);
        texts.put("bench/properties.yaml", properties + types());
        texts.put("bench/things.yaml", things(things));
        return CatalogFiles.of(texts);
    }

    /** The id of a thing within its test-bed. */
    public static String thing(int number) {
        return String.format(Locale.ROOT, "thing-%04d", number);
    }

    /** The id of a property. */
    public static String property(int number) {
        return "p" + number;
    }

    /** The ids of all datastreams of this number of things, thing by thing. */
    public static List<String> listDatastreams(int things) {
        List<String> ids = new ArrayList<>();
        for (int thing = 0; thing < things; thing++) {
            for (int property = 0; property < PROPERTIES; property++) {
                ids.add(ID + "/" + thing(thing) + "/" + property(property));
            }
        }
        return ids;
    }

    /** The gateway of a thing. */
    public static int gateway(int thing) {
        return thing % GATEWAYS;
    }

    /** The topic of a thing. */
    public static String topic(int thing) {
        return topic(gateway(thing), thing);
    }

    static String topic(int gateway, int thing) {
        return "metrobed/v1/" + ID + "/gw-" + gateway + "/" + thing(thing) + "/up";
    }

    private static String properties() {
        StringBuilder text = new StringBuilder("properties:\n");
        for (int i = 0; i < PROPERTIES; i++) {
            text.append("  ").append(property(i)).append(":\n").append("""
                        name: Measured quantity
                        unit: Cel
                        statistic: instant
                        interval: PT1S
                        ranges: { fail: [-40, 200], suspect: [-20, 150] }
                        thresholds:
                          high: { above: 98, clear: 90, for: PT5S, severity: warning }
                    """);
        }
        return text.toString();
    }

    private static String types() {
        StringBuilder text = new StringBuilder("thing-types:\n  station:\n    family: air\n    properties:\n");
        for (int i = 0; i < PROPERTIES; i++) {
            text.append("      ").append(property(i)).append(":\n");
        }
        return text.toString();
    }

    /** Things are a kilometre apart, so that each has some neighbours. */
    private static String things(int things) {
        StringBuilder text = new StringBuilder("things:\n");
        for (int i = 0; i < things; i++) {
            text.append("  ")
                    .append(thing(i))
                    .append(":\n    name: Thing ")
                    .append(i)
                    .append("\n    type: station\n");
            text.append(String.format(
                    Locale.ROOT,
                    "    location: { lat: %.4f, lon: %.4f }%n",
                    48 + i % 100 * 9e-3,
                    16 + Math.floorDiv(i, 100) * 13e-3));
        }
        return text.toString();
    }
}
