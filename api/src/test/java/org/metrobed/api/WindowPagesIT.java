package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.testkit.Times;

/** Pages of random queries of windows, compared with a plain fold of all revisions in memory. */
class WindowPagesIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final List<String> STREAMS = List.of("city/bridge/strain", "city/park/pm25", "city/station/pm25");
    private static final Instant LATE = Times.NOON.minus(Duration.ofHours(3));
    private static final Instant EARLY = LATE.minus(Duration.ofDays(60));
    private static final List<WindowRevision> ROWS = new ArrayList<>();
    private static ApiFixture api;

    /** Two hours, two months apart; some windows have revisions that were recorded later. */
    @BeforeAll
    static void start() throws Exception {
        Random random = new Random(5);
        for (String stream : STREAMS) {
            for (Instant hours : List.of(EARLY, LATE)) {
                for (int minute = 0; minute < 120; minute++) {
                    for (int revision = 0; revision < random.nextInt(4); revision++) {
                        Instant begin = hours.plus(Duration.ofMinutes(minute));
                        ROWS.add(Seeds.window(
                                stream,
                                begin,
                                revision,
                                Seeds.summary(begin.plusSeconds(revision), random.nextInt(90)),
                                Summary.EMPTY,
                                0,
                                begin.plusSeconds(90 + 600L * revision)));
                    }
                }
            }
        }
        api = ApiFixture.start(POSTGRES, KAFKA);
        api.append(RowWriters.windows(), ROWS);
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @RepeatedTest(20)
    void pagesAreTheFoldOfTheRevisionsInTheirOrderAndNoRowComesTwice(RepetitionInfo repetition) throws Exception {
        Random choice = new Random(repetition.getCurrentRepetition());
        List<String> streams = STREAMS.subList(choice.nextInt(2), 2 + choice.nextInt(2));
        Instant from = choice.nextBoolean() ? EARLY.plusSeconds(60L * choice.nextInt(100)) : LATE;
        Instant to = choice.nextBoolean() ? LATE.plusSeconds(60L * choice.nextInt(100)) : Times.NOON;
        Instant asOf = choice.nextBoolean() ? Times.NOON : LATE.plusSeconds(600L * choice.nextInt(12));
        boolean newestFirst = choice.nextBoolean();
        int limit = List.of(7, 50, 1_000).get(choice.nextInt(3));

        List<String> expected = fold(streams, from, to, asOf);
        if (newestFirst) {
            Collections.reverse(expected);
        }
        assertThat(pages("/api/v1/windows?datastream=" + String.join(",", streams) + "&datetime=" + from + "/" + to
                        + "&as_of=" + asOf + "&agg=count,mean&order=" + (newestFirst ? "desc" : "asc") + "&limit="
                        + limit))
                .isEqualTo(expected);
    }

    private static List<String> fold(List<String> streams, Instant from, Instant to, Instant asOf) {
        TreeMap<String, List<WindowRevision>> windows = new TreeMap<>();
        ROWS.stream()
                .filter(row -> streams.contains(row.datastream()))
                .filter(row -> row.startMicros() >= Times.micros(from) && row.startMicros() < Times.micros(to))
                .filter(row -> row.recordedMillis() <= asOf.toEpochMilli())
                .forEach(row -> windows.computeIfAbsent(row.startMicros() + row.datastream(), key -> new ArrayList<>())
                        .add(row));
        List<String> folded = new ArrayList<>();
        windows.values().forEach(revisions -> {
            WindowRevision window = WindowRevision.fold(revisions);
            folded.add(line(
                    window.datastream(),
                    Instant.ofEpochMilli(window.startMicros() / 1_000),
                    window.good().count(),
                    window.good().mean()));
        });
        return folded;
    }

    private static List<String> pages(String path) throws Exception {
        List<String> lines = new ArrayList<>();
        JsonNode page = api.json(path);
        while (true) {
            page.get("items")
                    .forEach(item -> lines.add(line(
                            item.get("datastream").asText(),
                            Instant.parse(item.get("start").asText()),
                            item.get("count").asLong(),
                            item.get("mean").asDouble())));
            if (page.get("next").isNull()) {
                return lines;
            }
            page = api.json(page.get("next").asText());
        }
    }

    private static String line(String datastream, Instant start, long count, double mean) {
        return start + " " + datastream + " " + count + " " + mean;
    }
}
