package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.analysis.quality.ProviderFlag;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.testkit.Times;

/** A second value for a time that is taken, from its receipt to the answers. */
class ConflictIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final String BRIDGE = "city/bridge/strain";
    private static final String DAY = "?datetime=2026-05-01&datastream=" + BRIDGE;

    private ApiFixture api;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA);
        api.append(RowWriters.observations(), rows());
        LevelSeeds windows = new LevelSeeds(BRIDGE, 10_000);
        rows().forEach(row -> windows.add(Instant.ofEpochMilli(row.phenomenonMicros() / 1_000), row.result()));
        api.append(RowWriters.windows(), windows.rows(Times.NOON.plus(Duration.ofMinutes(2))));
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void conflictIsListedWithBothValuesAndCounted() throws Exception {
        api.append(RowWriters.observations(), List.of(repeat(2, 50, TestBits.NONE), repeat(3, 60, TestBits.NONE)));
        api.advance(Duration.ofSeconds(70));
        JsonNode page = api.json("/api/v1/conflicts" + DAY + "&limit=1");
        JsonNode conflict = page.at("/items/0");
        assertThat(conflict.get("datastream").asText()).isEqualTo(BRIDGE);
        assertThat(conflict.get("phenomenonTime").asText()).isEqualTo("2026-05-01T12:00:20.000Z");
        assertThat(conflict.get("result").asDouble()).isEqualTo(2);
        assertThat(conflict.get("otherResult").asDouble()).isEqualTo(50);
        assertThat(conflict.at("/otherRaw/offset").asLong()).isEqualTo(9_002);
        assertThat(conflict.get("unit").asText()).isEqualTo("um/m");
        assertThat(conflict.get("stands").asText()).isEqualTo("first");
        JsonNode next = api.json(page.get("next").asText());
        assertThat(next.at("/items/0/otherResult").asDouble()).isEqualTo(60);
        assertThat(next.get("next").isNull()).isTrue();
        assertThat(api.json("/api/v1/conflicts" + DAY + "&as_of=2026-05-01T12:00:00Z")
                        .get("items"))
                .isEmpty();
        assertThat(api.get("/metrics").body()).contains("metrobed_conflicts{testbed=\"city\"} 2");
        assertThat(reading(2).get("result").asDouble())
                .as("the first value stands")
                .isEqualTo(2);
    }

    @Test
    void laterValueReplacesTheFirstWhereTheDatastreamSaysSo() throws Exception {
        String asOf = api.json("/api/v1/observations" + DAY).get("asOf").asText();
        api.append(RowWriters.observations(), List.of(repeat(2, 50, TestBits.REPLACES)));
        api.advance(Duration.ofSeconds(70));
        Eventually.await("the later value", Duration.ofSeconds(60), () -> {
            try {
                return reading(2).get("result").asDouble() == 50;
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(reading(2).get("cause").asText()).isEqualTo("replaced");
        assertThat(reading(2).at("/raw/offset").asLong()).isEqualTo(9_002);
        assertThat(reading(2).get("marks")).isEmpty();
        assertThat(api.json("/api/v1/observations" + DAY + "&as_of=" + asOf)
                        .at("/items/2/result")
                        .asDouble())
                .isEqualTo(2);
        assertThat(api.json("/api/v1/conflicts" + DAY).at("/items/0/stands").asText())
                .isEqualTo("other");
    }

    @Test
    void flagThatTheProviderGivesLaterToItsValueIsARevisionWhereTheDatastreamSaysSo() throws Exception {
        api.append(RowWriters.observations(), List.of(flagged(2, TestBits.REPLACES), flagged(3, TestBits.NONE)));
        api.advance(Duration.ofSeconds(70));
        Eventually.await("the flag", Duration.ofSeconds(60), () -> {
            try {
                return reading(2).get("flag").asInt() == 4;
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(reading(2).get("cause").asText()).isEqualTo("replaced");
        assertThat(reading(2).get("result").asDouble()).isEqualTo(2);
        assertThat(reading(3).get("flag").asInt()).as("the first flag stands").isEqualTo(1);
        assertThat(api.json("/api/v1/conflicts" + DAY).get("items"))
                .extracting(item -> item.get("otherResult").asDouble() + " "
                        + item.get("flag").asInt() + " " + item.get("otherFlag").asInt() + " "
                        + item.get("stands").asText())
                .containsExactly("2.0 1 4 other", "3.0 1 4 first");
    }

    @Test
    void ofSeveralLaterValuesOnlyTheLastThatIsNoRedeliveryStands() throws Exception {
        api.append(
                RowWriters.observations(),
                List.of(
                        repeat(2, 50, TestBits.REPLACES),
                        repeat(2, 60, TestBits.REPLACES).with().raw(raw(9_100)).build(),
                        repeat(2, 50, TestBits.REPLACES).with().raw(raw(9_200)).build()));
        api.advance(Duration.ofSeconds(70));
        JsonNode items = api.json("/api/v1/conflicts" + DAY).get("items");
        assertThat(items)
                .extracting(item -> item.get("otherResult").asDouble() + " "
                        + item.get("stands").asText())
                .containsExactly("50.0 neither", "60.0 other", "50.0 neither");
        Eventually.await("the value that stands", Duration.ofSeconds(30), () -> {
            try {
                return reading(2).get("result").asDouble() == 60;
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static RawPosition raw(long offset) {
        return new RawPosition(0, offset, 0);
    }

    private JsonNode reading(int index) throws IOException, InterruptedException {
        return api.json("/api/v1/observations" + DAY).at("/items/" + index);
    }

    private static List<Observation> rows() {
        return Seeds.observations().stream()
                .filter(row -> row.datastream().equals(BRIDGE))
                .limit(12)
                .toList();
    }

    /** The value of a row again, with the flag fail of its provider. */
    private static Observation flagged(int index, long marks) {
        Observation repeat = repeat(index, rows().get(index).result(), marks);
        return repeat.with()
                .flag(QualityFlag.FAIL)
                .tests(TestBits.mark(repeat.tests(), ProviderFlag.mark(QualityFlag.FAIL, 0)))
                .build();
    }

    /** Another value for the time of a row, received after the log time of tests. */
    private static Observation repeat(int index, double value, long marks) {
        Observation first = rows().get(index);
        return first.with()
                .result(value)
                .tests(TestBits.mark(first.tests(), TestBits.DUPLICATE | marks))
                .raw(new RawPosition(0, 9_000 + index, 0))
                .receivedMillis(ApiFixture.AS_OF_MILLIS + 10_000)
                .build();
    }
}
