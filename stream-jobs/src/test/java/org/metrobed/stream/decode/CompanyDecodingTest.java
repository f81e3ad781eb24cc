package org.metrobed.stream.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.Family;
import org.metrobed.model.Location;
import org.metrobed.model.TestBed;
import org.metrobed.model.Thing;
import org.metrobed.model.TopicTemplate;
import org.metrobed.model.limits.CrossCheckLimits;
import org.metrobed.model.limits.CrossCheckLimits.Kind;
import org.metrobed.model.limits.NeighbourLimits;
import org.metrobed.model.limits.Peers;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.stream.Steps;
import org.metrobed.stream.catalog.CatalogInForce;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.topics.RawKind;

class CompanyDecodingTest {

    private final List<Reading> all = new ArrayList<>();
    private final MessageDecoding decoding = new MessageDecoding(new DecodeOutput() {
        @Override
        public void reading(Reading reading) {
            all.add(reading);
        }

        @Override
        public void copy(Reading copy) {
            all.add(copy);
        }

        @Override
        public void deadLetter(DeadLetter letter) {
            throw new AssertionError(letter.detail());
        }
    });

    @Test
    void thoseHeldAgainstADatastreamHearItsValueBeforeItself() {
        take("{\"o\":{\"pm10\":12.5}}");
        assertThat(all).hasSize(2);
        Reading copy = all.get(0);
        Reading own = all.get(1);
        assertThat(copy.datastream()).isEqualTo("tb/station/pm25");
        assertThat(copy.of()).isEqualTo("tb/station/pm10");
        assertThat(copy.settings()).isNull();
        assertThat(own.of()).isNull();
        assertThat(own.settings()).isNotNull();
        assertThat(List.of(copy.value(), copy.phenomenonMicros(), copy.logMillis(), copy.offset(), copy.index()))
                .isEqualTo(List.of(own.value(), own.phenomenonMicros(), own.logMillis(), own.offset(), own.index()));
    }

    @Test
    void valueThatItsOwnSpanRefusesIsHeardAsMissing() {
        take("{\"o\":{\"pm10\":2000}}");
        assertThat(all).extracting(Reading::value).containsExactly(Double.NaN, 2000.0);
    }

    @Test
    void datastreamWithoutWatchersHasNoCopies() {
        take("{\"o\":{\"pm25\":3}}");
        assertThat(all).extracting(Reading::of).containsExactly((String) null);
    }

    private void take(String payload) {
        byte[] bytes = payload.getBytes(UTF_8);
        decoding.take(
                new RawRecord(RawKind.MESSAGE, 0, 5, Decoding.RECEIVED, Decoding.TOPIC, bytes, bytes.length),
                new CatalogInForce(0, catalog()));
    }

    private static Catalog catalog() {
        Peers peers = new Peers(
                List.of(new CrossCheckLimits("tb/station/pm10", Kind.PART_OF, 2, 0, 30_000_000)),
                new NeighbourLimits(List.of("tb/station/pm10"), 4, 8, 1, 1, 0),
                2_000);
        return Catalog.of(
                1,
                List.of(new TestBed("tb", "Test", ZoneId.of("UTC"), "")),
                List.of(),
                List.of(new Thing("tb/station", "Station", Family.AIR, "station", "", new Location(1, 2, "", ""))),
                List.of(datastream("pm25", peers), datastream("pm10", Peers.NONE)),
                List.of(Binding.of(
                        "tb/native",
                        TopicTemplate.parse("metrobed/v1/{testbed}/{gateway}/{thing}/up"),
                        "native-json",
                        null,
                        Map.of(),
                        Map.of())));
    }

    private static Datastream datastream(String property, Peers peers) {
        String id = "tb/station/" + property;
        DatastreamSettings settings =
                new DatastreamSettings(id, 1, 60_000, 0, 130_000, Steps.GROSS_RANGE, Sentinels.NONE, List.of());
        return new Datastream(new DatastreamId(id), property, "ug/m3", settings.withPeers(peers));
    }
}
