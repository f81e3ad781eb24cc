package org.metrobed.simulators.replay;

import java.io.IOException;
import java.nio.file.Path;

/** Mapping texts for tests. */
final class Mappings {

    static final String SMALLEST = """
            name: Lab
            time:
              columns: when
              patterns: yyyy-MM-dd HH:mm
              zone: "+01:00"
            testbed: { id: lab, name: Lab, zone: Europe/Vienna }
            thing: { id: probe, name: Probe, family: air, lat: 48.2, lon: 16.4 }
            datastreams:
              - { column: temp, property: air-temperature, name: 'Air "inside"', unit: Cel, interval: PT1M, fail: [-40, open] }
            """;

    static final String GERMAN = """
            name: German
            csv:
              encoding: ISO-8859-1
              delimiter: ";"
              decimal: ","
              header-line: 3
              missing: ["", "-", "-999"]
            time:
              columns: [Datum, Zeit]
              patterns: [dd.MM.yyyy HH:mm:ss, "dd.MM.yyyy HH:mm"]
              zone: Europe/Berlin
              ambiguous: later
            testbed: { id: lab, name: Lab, zone: Europe/Berlin }
            thing: { id: probe, name: Probe, family: infrastructure, lat: 48.2, lon: 16.4 }
            batch: 2
            datastreams:
              - { column: Temperatur °C, property: temp, name: T, unit: Cel, interval: PT1M }
              - { column: Pegel cm, property: level, name: L, unit: m, interval: PT1M, scale: 0.01, offset: 1 }
            """;

    private Mappings() {}

    /** A mapping without warnings. */
    static ReplayMapping parse(String text) {
        return ReplayMapping.parse("m.yaml", text, warning -> {
            throw new IllegalArgumentException(warning.toString());
        });
    }

    /** A mapping of the project, without warnings. */
    static ReplayMapping read(Path file) throws IOException {
        return ReplayMapping.read(file, warning -> {
            throw new IllegalArgumentException(warning.toString());
        });
    }

    /** The smallest mapping with another time section. */
    static ReplayMapping withTime(String... lines) {
        String time = "time:\n  " + String.join("\n  ", lines) + "\n";
        return parse(SMALLEST.replaceFirst("(?s)time:.*?(?=testbed:)", time));
    }
}
