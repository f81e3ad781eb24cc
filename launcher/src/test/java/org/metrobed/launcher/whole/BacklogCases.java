package org.metrobed.launcher.whole;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A gateway was offline for three days and delivers a reading for each ten minutes of them, one message each, after its
 * first live reading: longer ago than the deduplication retention. Static functions only.
 */
final class BacklogCases {

    private static final Instant FIRST = Instant.parse("2026-11-20T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final int OLD = 3 * 144;
    private static final int LIVE = 36;

    private BacklogCases() {}

    /** The same readings in three orders of arrival. */
    static List<Case> list() {
        List<Integer> oldestFirst = new ArrayList<>(List.of(OLD));
        List<Integer> newestFirst = new ArrayList<>(List.of(OLD));
        List<Integer> inTurn = new ArrayList<>();
        List<Integer> live = range(OLD + 1, OLD + LIVE);
        oldestFirst.addAll(range(0, OLD));
        oldestFirst.addAll(live);
        List<Integer> reversed = range(0, OLD);
        Collections.reverse(reversed);
        newestFirst.addAll(reversed);
        newestFirst.addAll(live);
        for (int i = 0; i < LIVE; i++) {
            inTurn.add(OLD + i);
            inTurn.addAll(range(i * OLD / LIVE, (i + 1) * OLD / LIVE));
        }
        return List.of(of("oldest-first", oldestFirst), of("newest-first", newestFirst), of("in-turn", inTurn));
    }

    private static List<Integer> range(int from, int to) {
        List<Integer> range = new ArrayList<>();
        for (int i = from; i < to; i++) {
            range.add(i);
        }
        return range;
    }

    private static Case of(String thing, List<Integer> arriving) {
        String datastream = "datastream=backlog/" + thing + "/level";
        return new Case(
                "three days after a live reading, " + thing,
                arriving.stream()
                        .map(i -> new Case.Message(
                                "metrobed/v1/backlog/gw/" + thing + "/up",
                                "{\"t\":\"%s\",\"o\":{\"level\":%d}}"
                                        .formatted(FIRST.plus(STEP.multipliedBy(i)), i % 12)))
                        .toList(),
                List.of(
                        new Case.Question(
                                "windows?" + datastream
                                        + "&window=P1D&datetime=2026-11-20/P3D&agg=count,mean,max&f=csv",
                                "count,mean,max,coverage",
                                Collections.nCopies(3, "144,5.5,11.0,1.0")),
                        new Case.Question(
                                "windows?" + datastream + "&window=PT1H&datetime=2026-11-20/P3D&agg=count&f=csv",
                                "count,coverage",
                                Collections.nCopies(72, "6,1.0"))));
    }
}
