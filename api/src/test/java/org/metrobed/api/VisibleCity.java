package org.metrobed.api;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.DeadLetterBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Liveness;
import org.metrobed.model.LivenessBuilder;
import org.metrobed.model.RawPosition;
import org.metrobed.model.window.Summary;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.Times;

/**
 * A town with a project of each visibility, and a test-bed that only admins see. Every name of a project, in the catalog and
 * in rows, contains its mark, so that a mark in an answer tells whose data it has. Stateless.
 */
final class VisibleCity {

    /** The marks of the projects, by their visibility in bundles. */
    static final Map<String, String> MARKS = new TreeMap<>(
            Map.of("public", "qqopen", "researchers", "qqrsch", "operators", "qqoper", "admins", "qqadmn"));

    /** The mark of the test-bed of which only admins see anything. */
    static final String VAULT = "qqvault";

    /** Every mark. */
    static final List<String> ALL = List.of("qqopen", "qqrsch", "qqoper", "qqadmn", VAULT);

    private VisibleCity() {}

    /** The bundles. */
    static CatalogFiles bundles() {
        return bundles(MARKS);
    }

    /** The same with other visibilities of the projects of the town. */
    static CatalogFiles bundles(Map<String, String> marks) {
        StringBuilder town = new StringBuilder(head("town"));
        StringBuilder projects = new StringBuilder("projects:\n");
        StringBuilder properties = new StringBuilder("properties:\n" + property("pm25"));
        StringBuilder types = new StringBuilder("thing-types:\n");
        StringBuilder things = new StringBuilder("things:\n");
        marks.forEach((visibility, mark) -> {
            projects.append(project(mark, visibility));
            properties.append(property(mark + "-gas"));
            types.append(type(mark));
            things.append(thing(mark, marks.size() * 2 + things.length() % 7));
        });
        town.append(projects).append(properties).append(types).append(things).append(BINDING);
        String vault = head(VAULT + "-town") + "projects:\n" + project(VAULT, "admins") + "properties:\n"
                + property("pm25") + property(VAULT + "-gas") + "thing-types:\n" + type(VAULT) + "things:\n"
                + thing(VAULT, 3);
        return CatalogFiles.of(Map.of("town/town.yaml", town.toString(), "vault/vault.yaml", vault));
    }

    private static final String BINDING = """
            bindings:
              native:
                topic: metrobed/v1/{testbed}/{gateway}/{thing}/up
                decoder: native-json
            """;

    private static String head(String id) {
        return "testbed:\n  id: " + id + "\n  name: Testbed " + id + "\n  zone: Europe/Vienna\n";
    }

    private static String project(String mark, String visibility) {
        return "  " + mark + "-project:\n    name: " + mark + " Project\n    partners: [" + mark
                + " University]\n    question: What does " + mark + " ask?\n    licence: " + mark
                + "-1.0\n    visibility: "
                + visibility + "\n";
    }

    private static String property(String name) {
        return "  " + name + ":\n    name: Gas " + name
                + "\n    unit: ug/m3\n    statistic: mean\n    interval: PT10S\n    ranges: { fail: [-5, 1000], suspect: [0, 500] }\n"
                + "    thresholds:\n      " + name.replace("pm25", "high")
                + "-rule: { above: 50, clear: 40, for: PT1M, severity: warning }\n";
    }

    private static String type(String mark) {
        return "  " + mark + "-type:\n    family: air\n    properties:\n      pm25:\n        quality:\n"
                + "          neighbours: { radius: 50 km, suspect: 5, least-spread: 3, at-least: 1, within: PT5M }\n      "
                + mark + "-gas:\n";
    }

    private static String thing(String mark, int east) {
        return "  " + mark + "-pole:\n    name: " + mark + " Pole\n    type: " + mark + "-type\n    project: " + mark
                + "-project\n    location: { lat: 48.2, lon: 16.3" + east + ", place: " + mark + " Place, district: "
                + mark + " District }\n";
    }

    /** The thing of a mark. */
    static String thing(String mark) {
        return (mark.equals(VAULT) ? VAULT + "-town" : "town") + "/" + mark + "-pole";
    }

    /** Rows of every kind about every thing; alerts of each thing name all others. */
    static void append(ApiFixture api) throws SQLException {
        List<Liveness> heard = new ArrayList<>(List.of(heard(Liveness.Kind.GATEWAY, "town/gw", "")));
        List<AlertEvent> alerts = new ArrayList<>();
        List<DeadLetter> letters = new ArrayList<>();
        for (String mark : ALL) {
            String datastream = thing(mark) + "/pm25";
            String gas = thing(mark) + "/" + mark + "-gas";
            for (String id : List.of(datastream, gas)) {
                api.append(
                        RowWriters.observations(),
                        List.of(
                                Observations.observation().of(id).value(1).build(),
                                Observations.observation()
                                        .of(id)
                                        .at(Times.NOON.plusSeconds(600))
                                        .value(2)
                                        .build()));
                Instant start = Times.NOON.plus(Duration.ofMinutes(10));
                api.append(
                        RowWriters.windows(),
                        List.of(Seeds.window(
                                id, start, 0, Seeds.summary(start, 1, 2, 3), Summary.EMPTY, 0, start.plusSeconds(90))));
                alerts.add(alert("alert-" + id.replace('/', '-'), id, ""));
                alerts.add(alert("child-" + id.replace('/', '-'), id, "alert-town-qqadmn-pole-pm25"));
            }
            heard.add(heard(Liveness.Kind.THING, thing(mark), "town/gw"));
            heard.add(heard(Liveness.Kind.GATEWAY, "town/" + mark + "-gw", ""));
            letters.add(letter(mark, letters.size()));
        }
        alerts.add(alert("silent-qqadmn", "town/qqadmn-gw/gateway", ""));
        api.append(RowWriters.alertEvents(), alerts);
        api.append(RowWriters.liveness(), heard);
        api.append(RowWriters.deadLetters(), letters);
    }

    /** An alert whose message names every thing. */
    static AlertEvent alert(String id, String datastream, String parent) {
        AlertEvent event = Seeds.event(id, 0, AlertEvent.Kind.OPENED, 8, 9);
        StringBuilder message = new StringBuilder("above 50; others observe the same:");
        ALL.forEach(mark -> message.append(' ')
                .append(thing(mark))
                .append("/pm25 (")
                .append(mark)
                .append(" Pole)"));
        return event.with()
                .datastream(datastream)
                .detector(
                        datastream.endsWith("/pm25") ? "high-rule" : datastream.split("/", -1)[2] + "-rule")
                .build()
                .with(parent.isEmpty() ? Finding.THRESHOLD : Finding.THRESHOLD.withParent(parent), message.toString());
    }

    private static Liveness heard(Liveness.Kind kind, String id, String gateway) {
        return LivenessBuilder.builder()
                .kind(kind)
                .id(id)
                .gateway(gateway)
                .heardMillis(Times.NOON_MILLIS + 60_000)
                .phenomenonMicros(Times.NOON_MICROS)
                .status(kind == Liveness.Kind.THING ? Liveness.Status.UNKNOWN : Liveness.Status.ONLINE)
                .statusMillis(Times.NOON_MILLIS)
                .build();
    }

    private static DeadLetter letter(String mark, long offset) {
        return DeadLetterBuilder.builder()
                .raw(new RawPosition(0, offset, RawPosition.WHOLE_MESSAGE))
                .stage("decode")
                .reason(DeadLetter.Reason.MALFORMED)
                .detail("the payload of " + mark + " is not JSON")
                .topic("metrobed/v1/town/gw/" + mark + "-pole/up")
                .decoder("native-json/1")
                .receivedMillis(Times.NOON_MILLIS)
                .payloadBytes(3)
                .payloadHead("abc")
                .build();
    }
}
