package org.metrobed.api.unbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metrobed.api.catalog.WireDecoders;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.decoders.spi.Message;

class IgnoredFieldsTest {

    private static final String BUNDLE = """
            testbed: { id: town, name: Town, zone: UTC }
            properties:
              level: { name: Level, unit: m, statistic: instant, interval: PT1M }
            thing-types:
              gauge: { family: infrastructure, properties: { level: } }
            things:
              g1: { name: Gauge, type: gauge, location: { lat: 48, lon: 15 } }
            bindings:
              up:
                topic: up/{thing}
                decoder: json-pointer
                options: { fields: { l: /l, rssi: /rssi, extra: /extra } }
                properties: { l: level, rssi: none }
                others: ignore
            """;

    private final IgnoredFields fields =
            new IgnoredFields(CatalogReader.read(CatalogFiles.of(Map.of("town.yaml", BUNDLE)), 0, new WireDecoders()));

    @Test
    void ignoredFieldsAreCountedByNameAndItIsSaidWhetherTheyAreListed() {
        take("up/g1", "{\"l\":1,\"rssi\":2,\"extra\":3}", 1_000);
        take("up/g1", "{\"l\":1,\"extra\":\"text\"}", 2_000);
        take("up/g1", "no json", 3_000);
        take("other/g1", "{\"extra\":3}", 4_000);

        assertThat(fields.messages()).isEqualTo(3);
        assertThat(fields.list())
                .extracting(
                        IgnoredFieldView::binding,
                        IgnoredFieldView::field,
                        IgnoredFieldView::messages,
                        IgnoredFieldView::listed,
                        view -> view.last().toEpochMilli())
                .containsExactly(
                        tuple("town/up", "extra", 2L, false, 2_000L), tuple("town/up", "rssi", 1L, true, 1_000L));
    }

    private void take(String topic, String payload, long millis) {
        fields.take(new Message(topic, payload.getBytes(UTF_8), null, millis));
    }
}
