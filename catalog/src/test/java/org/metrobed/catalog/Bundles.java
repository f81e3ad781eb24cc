package org.metrobed.catalog;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.catalog.yaml.YamlProblem;

/** Small bundles for tests. */
public final class Bundles {

    /** A bundle without fault, one section a file. */
    public static final Map<String, String> SOUND = Map.of(
            "town/testbed.yaml",
            """
            testbed:
              id: town
              name: Town
              zone: Europe/Vienna
            """,
            "town/projects.yaml",
            """
            projects:
              air:
                name: Air
                partners: [City, University]
                licence: CC-BY-4.0
            """,
            "town/properties.yaml",
            """
            properties:
              pm25:
                name: PM2.5
                unit: ug/m3
                statistic: mean
                interval: PT1M
                ranges: { fail: [-5, 1000], suspect: [0, 500] }
                thresholds:
                  high: { above: 55.4, clear: 45, for: PT5M, severity: warning }
              o3:
                name: Ozone
                unit: "[ppb]"
                statistic: mean
                interval: PT1M
            """,
            "town/thing-types.yaml",
            """
            thing-types:
              air-station:
                family: air
                properties:
                  pm25:
                  o3:
            """,
            "town/things.yaml",
            """
            things:
              air-01:
                name: Air 1
                type: air-station
                project: air
                location: { lat: 48.2, lon: 16.3 }
            """,
            "town/bindings.yaml",
            """
            bindings:
              native:
                topic: metrobed/v1/{testbed}/{gateway}/{thing}/up
                decoder: native-json
            """);

    private Bundles() {}

    /** The sound bundle with the first occurrence of a text in one file changed. */
    public static CatalogFiles soundBut(String file, String text, String replacement) {
        Map<String, String> files = new TreeMap<>(SOUND);
        String before = files.get("town/" + file);
        int at = before.indexOf(text);
        if (at < 0) {
            throw new IllegalArgumentException(file + " has no '" + text + "'");
        }
        files.put("town/" + file, before.substring(0, at) + replacement + before.substring(at + text.length()));
        return CatalogFiles.of(files);
    }

    /** The problems of some files that are to be published, with any decoders; none when they are sound. */
    public static List<YamlProblem> problemsOf(CatalogFiles files) {
        try {
            CatalogReader.read(files, 1, DecoderRules.ANY);
            return List.of();
        } catch (CatalogException e) {
            return e.problems();
        }
    }
}
