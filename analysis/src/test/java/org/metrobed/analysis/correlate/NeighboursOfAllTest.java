package org.metrobed.analysis.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.correlate.Neighbourhood.Open;
import org.metrobed.analysis.correlate.Neighbourhood.Saved;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;
import org.metrobed.model.Finding.Origin;
import org.metrobed.model.Site;

/** The verdict is the one that would be found by looking at all datastreams of the property. */
class NeighboursOfAllTest {

    private static final List<String> CAUSES = List.of("threshold", "jump", "season", "stuck", "silence");

    private final Map<String, DetectorReport> episodes = new TreeMap<>();
    private KeptPieces<Neighbourhood.Piece> kept;
    private Neighbourhood neighbourhood;
    private Random random;
    private RandomSites sites;
    private int verdicts;

    @Test
    void alertsGetTheVerdictOfAllDatastreamsOfTheProperty() {
        for (long seed = 0; seed < 300; seed++) {
            begin(seed);
            long second = 0;
            for (int step = 0; step < 250; step++) {
                second += random.nextInt(20) == 0 ? 900 : random.nextInt(60);
                pass(second);
                step(second);
                assertThat(neighbourhood.nextMillis()).isEqualTo(nextMillis(saved()));
                if (random.nextInt(40) == 0) {
                    neighbourhood = new Neighbourhood(kept.list());
                }
            }
            pass(second + 3 * 86_400);
            episodes.values().forEach(report -> neighbourhood.take(Signs.then(report, Kind.RESOLVED, 400_000)));
            assertThat(neighbourhood.isEmpty()).isTrue();
        }
        assertThat(verdicts).as("verdicts with an origin").isGreaterThan(5_000);
    }

    private void begin(long seed) {
        random = new Random(seed);
        sites = new RandomSites(random);
        kept = new KeptPieces<>();
        neighbourhood = new Neighbourhood(List.of());
        episodes.clear();
    }

    /** The state by its saved pieces. */
    private Saved saved() {
        kept.take(neighbourhood.takeChanges());
        List<Long> sweep = kept.list(Neighbourhood.Piece::sweepMillis);
        return new Saved(
                kept.list(Neighbourhood.Piece::deviation),
                kept.list(Neighbourhood.Piece::open),
                sweep.isEmpty() ? 0 : sweep.get(0));
    }

    private void step(long second) {
        String datastream = "tb/t" + random.nextInt(40) + "/pm25";
        int what = random.nextInt(10);
        if (what < 6) {
            double value = List.of(80.0, 31.0, 5.0, 41.0, Double.NaN).get(random.nextInt(5));
            neighbourhood.receive(Signs.deviation(datastream, sites.next(), second - random.nextInt(1_000), value));
        } else if (what < 9) {
            open(Signs.above(datastream, CAUSES.get(random.nextInt(CAUSES.size())), sites.next(), second));
        } else if (!episodes.isEmpty()) {
            String id = List.copyOf(episodes.keySet()).get(random.nextInt(episodes.size()));
            boolean ends = random.nextBoolean();
            neighbourhood.take(Signs.then(episodes.get(id), ends ? Kind.RESOLVED : Kind.UPDATED, second));
            if (ends) {
                episodes.remove(id);
            }
        }
    }

    private void open(DetectorReport report) {
        Saved before = saved();
        AlertEvent judged = neighbourhood.take(report).event();
        episodes.put(judged.alertId(), report);
        DeviationSide side = saved().open().stream()
                .filter(alert -> alert.report().event().alertId().equals(judged.alertId()))
                .map(Open::side)
                .findFirst()
                .orElseThrow();
        if (side != DeviationSide.NONE) {
            NeighbourVerdict expected = askAll(before, report, side, 0);
            assertThat(judged.finding().origin()).isEqualTo(expected.origin());
            assertThat(judged.message()).isEqualTo(expected.words().isEmpty() ? "words" : "words; " + expected.words());
            verdicts += expected.origin() == Origin.UNKNOWN ? 0 : 1;
        }
    }

    private void pass(long second) {
        Saved before = saved();
        List<String> expected = before.open().stream()
                .filter(alert -> alert.againMillis() != 0 && alert.againMillis() <= Signs.at(second))
                .map(alert -> again(before, alert))
                .filter(words -> !words.isEmpty())
                .toList();
        assertThat(neighbourhood.pass(Signs.at(second)))
                .extracting(report -> words(report.event()))
                .containsExactlyElementsOf(expected);
    }

    private static String again(Saved saved, Open alert) {
        AlertEvent event = alert.report().event();
        NeighbourVerdict verdict = askAll(saved, alert.report(), alert.side(), Neighbourhood.AGAIN_MILLIS);
        boolean same = verdict.origin() == event.finding().origin() || verdict.origin() == Origin.UNKNOWN;
        return same ? "" : event.alertId() + " " + verdict.origin() + " words; " + verdict.words();
    }

    private static String words(AlertEvent event) {
        return event.alertId() + " " + event.finding().origin() + " " + event.message();
    }

    private static long nextMillis(Saved saved) {
        long sweep = saved.sweepMillis() == 0 ? Long.MAX_VALUE : saved.sweepMillis();
        return saved.open().stream()
                .mapToLong(Open::againMillis)
                .filter(millis -> millis != 0)
                .reduce(sweep, Math::min);
    }

    /** Asks every datastream. */
    private static NeighbourVerdict askAll(Saved saved, DetectorReport report, DeviationSide side, long laterMillis) {
        long atMicros = report.event().atMicros() + laterMillis * 1_000;
        long freshMicros = Math.max(Standings.FRESH_MILLIS, 2 * report.intervalMillis()) * 1_000;
        Map<String, NeighbourVote> votes = new TreeMap<>();
        for (Deviation deviation : saved.deviations()) {
            if (Math.abs(deviation.atMicros() - atMicros) <= freshMicros) {
                votes.put(deviation.datastream(), NeighbourVote.of(deviation, side));
            }
        }
        for (Open alert : saved.open()) {
            AlertEvent other = alert.report().event();
            if (alert.side() == DeviationSide.NONE
                    || Math.abs(other.onsetMicros() - atMicros) <= Standings.SAME_MICROS) {
                votes.put(other.datastream(), new NeighbourVote(alert.report().site(), alert.side() == side ? 1 : 0));
            }
        }
        votes.remove(report.event().datastream());
        Site here = report.site();
        List<NeighbourVote> asked = votes.values().stream()
                .filter(vote -> vote.says() != 0 && NeighbourSearch.near(vote.site(), here))
                .sorted(Comparator.comparingDouble(vote -> NeighbourSearch.metres(vote.site(), here)))
                .limit(Standings.ASKED)
                .toList();
        return new NeighbourVerdict(
                (int) asked.stream().filter(vote -> vote.says() > 0).count(), asked.size());
    }
}
