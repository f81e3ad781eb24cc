package org.metrobed.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.config.ConfigException;
import org.metrobed.config.Settings;
import org.metrobed.testkit.Certificates;
import org.metrobed.testkit.TlsRefusal;

class RawRetentionTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    @Test
    void withoutASettingTheTopicStaysAsItIs() {
        assertThat(RawRetention.read(Settings.of(Map.of()))).isEmpty();
    }

    @Test
    void daysAndForeverAreRead() {
        assertThat(read("P7D")).contains(new RawRetention(604_800_000L));
        assertThat(read("forever")).contains(new RawRetention(RawRetention.FOREVER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"P6D", "PT0S", "P-1D", "P36501D", "P2Y", "2 years", "-1"})
    void shorterThanAWeekAndWhatIsNoDurationIsRefusedWithTheRule(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("METROBED_RAW_RETENTION")
                .hasMessageContaining("must lie in [P7D,P36500D], or be 'forever' or empty");
    }

    @ParameterizedTest
    @CsvSource({"P730D, P30D, 2026-04-01", "forever, P7D, 2026-04-24", "P8D, P7D, 2026-04-24"})
    void shorterRetentionIsToldWithTheDateBeforeWhichRecordsAreDeleted(String before, String after, String date) {
        assertThat(read(after).orElseThrow().warning(read(before).orElseThrow(), NOON))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .contains("METROBED_RAW_RETENTION is shorter than before")
                        .contains("Kafka deletes records from before " + date + " for ever"));
    }

    @ParameterizedTest
    @CsvSource({"P30D, P730D", "P7D, forever", "forever, forever", "P7D, P7D"})
    void retentionThatIsNotShorterDeletesNothing(String before, String after) {
        assertThat(read(after).orElseThrow().warning(read(before).orElseThrow(), NOON))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void topicOfAKafkaWithTlsGetsItsRetentionOverTls(boolean withOwnAuthority, @TempDir Path folder) {
        try (TlsRefusal kafka = TlsRefusal.start()) {
            String authority =
                    withOwnAuthority ? "?ca=" + Certificates.create(folder).authority() : "";
            assertThatThrownBy(() -> new RawRetention(RawRetention.FOREVER)
                            .apply("ssl://" + kafka.address() + authority, "raw", NOON))
                    .isInstanceOf(SslAuthenticationException.class);
            assertThat(kafka.handshakes()).isPositive();
        }
    }

    private static Optional<RawRetention> read(String text) {
        Settings settings = Settings.of(Map.of("METROBED_RAW_RETENTION", text));
        Optional<RawRetention> read = RawRetention.read(settings);
        settings.check();
        return read;
    }
}
