package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.compile.CatalogReader;

class SourceKeysTest {

    private static final String TOWN = """
            testbed: { id: town, name: Town, zone: UTC }
            properties:
              level: { name: Level, unit: m, statistic: mean, interval: PT10M }
              hourly: { name: NowCast, unit: ug/m3, statistic: mean, interval: PT1H }
              pm25: { name: Particles, unit: ug/m3, statistic: mean, interval: PT10M }
              a: { name: A, unit: ug/m3, statistic: mean, interval: PT10M }
              b: { name: B, unit: ug/m3, statistic: mean, interval: PT10M }
              humidity: { name: Humidity, unit: "%", statistic: mean, interval: PT10M }
            thing-types:
              gauge: { family: infrastructure, properties: { level: } }
              twin:
                family: air
                properties:
                  a:
                  b:
                  humidity:
                  pm25: { derived: { by: purpleair-epa, from: [a, b, humidity] } }
                  hourly: { derived: { by: nowcast-pm25, from: [pm25] } }
            things:
              one: { name: One, type: gauge, location: { lat: 48, lon: 15 } }
              two: { name: Two, type: gauge, location: { lat: 48, lon: 15 } }
              box: { name: Box, type: twin, location: { lat: 48, lon: 15 } }
            bindings:
            """;

    private static final String NATIVE = "  native: { topic: 'up/{gateway}/{thing}', decoder: native-json }\n";

    @Test
    void thingInTheTopicIsTheKey() {
        assertThat(areSeveral("town/one/level", NATIVE)).isFalse();
    }

    @Test
    void severalBindingsWithTheThingInTheTopicHaveTheSameKey() {
        assertThat(areSeveral("town/one/level", NATIVE + "  csv: { topic: 'csv/{thing}', decoder: csv-lines }\n"))
                .isFalse();
    }

    @Test
    void payloadOfAGatewayMayNameEveryThing() {
        String gateway = "  senml: { topic: 'senml/{gateway}', decoder: senml-json";
        assertThat(areSeveral("town/one/level", NATIVE + gateway + " }\n")).isTrue();
        assertThat(areSeveral("town/one/level", gateway + " }\n")).isTrue();
        assertThat(areSeveral("town/one/level", NATIVE + gateway + ", others: ignore, properties: { a: a } }\n"))
                .as("other properties")
                .isFalse();
        String listed = NATIVE + gateway + ", devices: { x: two }, other-devices: ignore }\n";
        assertThat(areSeveral("town/one/level", listed)).isFalse();
        assertThat(areSeveral("town/two/level", listed)).isTrue();
    }

    @Test
    void oneTopicIsOneKey() {
        String box = "  box: { topic: box/all, decoder: senml-json }\n";
        assertThat(areSeveral("town/one/level", box)).isFalse();
        assertThat(areSeveral("town/one/level", box + NATIVE)).isTrue();
    }

    @Test
    void secondNameOfADeviceIsASecondKey() {
        String renamed = "  native: { topic: 'up/{gateway}/{thing}', decoder: native-json, devices: { old: one }";
        assertThat(areSeveral("town/one/level", renamed + " }\n")).isTrue();
        assertThat(areSeveral("town/one/level", renamed + ", other-devices: ignore }\n"))
                .isFalse();
        assertThat(areSeveral("town/two/level", renamed + " }\n")).isFalse();
    }

    @Test
    void keyByGatewayIsAnotherOneForEachGateway() {
        String node = "  plc: { topic: 'spBv1.0/{group}/+/{gateway}/#', decoder: sparkplug-b, key: '%s' }\n";
        assertThat(areSeveral("town/one/level", node.formatted("{group}/{gateway}")))
                .isTrue();
        assertThat(areSeveral("town/one/level", node.formatted("plant"))).isFalse();
    }

    @Test
    void sessionsAreDecodedElsewhereEvenWithTheSameKey() {
        String session = "  plc: { topic: 'plc/{thing}', decoder: sparkplug-b }\n";
        assertThat(areSeveral("town/one/level", session)).isFalse();
        assertThat(areSeveral("town/one/level", session + NATIVE)).isTrue();
    }

    @Test
    void productOfValuesHasTheKeysOfItsInputsAndAnHourlyOneHasOne() {
        assertThat(areSeveral("town/box/pm25", NATIVE)).isFalse();
        String apart =
                NATIVE + "  b: { topic: 'b/{gateway}', decoder: senml-json, others: ignore, properties: { b: b } }\n";
        assertThat(areSeveral("town/box/a", apart)).isFalse();
        assertThat(areSeveral("town/box/pm25", apart)).isTrue();
        assertThat(areSeveral("town/box/hourly", apart)).isFalse();
    }

    @Test
    void keysAreTheSameIfTheBindingsAre() {
        assertThat(SourceKeys.areSame("town", catalog(NATIVE, 1), catalog(NATIVE, 2)))
                .isTrue();
        assertThat(SourceKeys.areSame("town", catalog(NATIVE, 1), catalog(NATIVE.replace("up/", "down/"), 2)))
                .isFalse();
    }

    private static boolean areSeveral(String datastream, String bindings) {
        Catalog catalog = catalog(bindings, 1);
        return new SourceKeys(catalog, "sparkplug-b"::equals)
                .areSeveral(catalog.findDatastream(datastream).orElseThrow());
    }

    private static Catalog catalog(String bindings, long version) {
        return CatalogReader.read(CatalogFiles.of(Map.of("town.yaml", TOWN + bindings)), version);
    }
}
