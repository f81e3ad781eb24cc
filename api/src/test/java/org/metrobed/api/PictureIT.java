package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.testkit.Times;

/** A year of windows as the view Explore asks for it: as rows and as a picture, the {@code WindowPicture} of the same question. */
class PictureIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final Duration STEP = Duration.ofMinutes(15);
    private static final Instant FIRST = Instant.parse("2025-04-30T22:00:00Z");
    private static final String YEAR = "datastream=city/station/pm25&tz=Europe/Paris&datetime=2025-05-01/2026-05-01";

    private static ApiFixture api;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA);
        LevelSeeds readings = new LevelSeeds("city/station/pm25", STEP.toMillis());
        Instant gap = Instant.parse("2025-08-01T22:00:00Z");
        for (Instant time = FIRST; time.isBefore(Times.NOON); time = time.plus(STEP)) {
            if (time.isBefore(gap) || time.isAfter(gap.plus(Duration.ofDays(10)))) {
                readings.add(time, 10 + (double) (time.getEpochSecond() / 900 % 40));
            }
        }
        api.append(RowWriters.windows(), readings.rows(Times.NOON));
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @Test
    void pictureHasOneLineThatIsBrokenWhereDataIsMissing() throws Exception {
        HttpResponse<String> answer = api.get("/api/v1/windows.svg?window=P1D&agg=max&" + YEAR);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
        assertThat(answer.headers().firstValue("Metrobed-As-Of")).isPresent();
        assertThat(answer.headers().allValues("Link")).anyMatch(link -> link.contains("license"));
        assertThat(answer.body())
                .contains(">Fine particles, The Station<", "µg/m³", "max of windows of P1D", "Europe/Paris");
        String line = line(answer.body());
        assertThat(line.chars().filter(letter -> letter == 'M').count()).isEqualTo(2);
        assertThat(line.chars().filter(letter -> letter == 'L').count()).isBetween(345L, 365L);
    }

    @Test
    void pictureIsThatOfTheRowsWithTheSameParameters() throws Exception {
        String question = "?window=P1W&" + YEAR;
        long rows = api.get("/api/v1/windows.ndjson" + question).body().lines().count();
        String line = line(api.get("/api/v1/windows" + question + "&f=svg").body());
        assertThat(line.chars().filter(letter -> letter == 'M' || letter == 'L').count())
                .isEqualTo(rows);
    }

    @Test
    void pictureWithoutDataSaysSo() throws Exception {
        assertThat(api.get("/api/v1/windows.svg?window=P1D&datastream=city/park/pm25&datetime=2025-05-01/2025-06-01")
                        .body())
                .contains("No data in this range.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "window=PT1M | window | gives 525600 windows",
                "window=P1D&shape=wide | shape | wide is a table",
                "window=PT1H&datetime=2026-04-01/P1D&revisions=all&tz=UTC | revisions | several values",
                "window=P1D&datetime=2026-04-01/PT1H | window | longer than the datetime",
            })
    void pictureThatNobodyCouldReadIsRefusedByTheParameter(String query, String parameter, String rule)
            throws Exception {
        String question = query.contains("datetime=") ? query + "&datastream=city/station/pm25" : query + "&" + YEAR;
        HttpResponse<String> answer = api.get("/api/v1/windows.svg?" + question);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"" + parameter + "\"", rule);
    }

    @ParameterizedTest
    @CsvSource({"windows.ndjson, P1D", "windows.ndjson, PT12H", "windows.svg, P1D"})
    void yearIsAnsweredInLessThanASecond(String list, String window) throws Exception {
        String path = "/api/v1/" + list + "?agg=mean&window=" + window + "&" + YEAR;
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            long began = System.nanoTime();
            assertThat(api.get(path).statusCode()).isEqualTo(200);
            best = Math.min(best, System.nanoTime() - began);
        }
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofSeconds(1));
    }

    /** The data of the first line of a series. */
    private static String line(String svg) {
        return Pattern.compile("<path d=\"([^\"]*L[^\"]*)\" fill=\"none\" stroke=\"#0A5C57\"")
                .matcher(svg)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElse("");
    }
}
