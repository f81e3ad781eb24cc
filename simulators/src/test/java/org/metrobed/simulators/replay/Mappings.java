package org.metrobed.simulators.replay;

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

    /** The smallest mapping with another time section. */
    static ReplayMapping withTime(String... lines) {
        String time = "time:\n  " + String.join("\n  ", lines) + "\n";
        return ReplayMapping.parse("m.yaml", SMALLEST.replaceFirst("(?s)time:.*?(?=testbed:)", time));
    }
}
