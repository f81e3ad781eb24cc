package org.metrobed.api.thing;

import static org.metrobed.api.thing.QualityInForceView.number;
import static org.metrobed.api.thing.QualityInForceView.seconds;
import static org.metrobed.api.thing.QualityInForceView.setting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.metrobed.analysis.quality.CrossCheck;
import org.metrobed.analysis.quality.Neighbours;
import org.metrobed.api.http.Moments;
import org.metrobed.api.thing.QualityInForceView.SettingView;
import org.metrobed.api.thing.QualityInForceView.TestView;
import org.metrobed.model.limits.CrossCheckLimits;
import org.metrobed.model.limits.NeighbourLimits;
import org.metrobed.model.limits.Peers;

/** The tests that compare a datastream with its peers, as views. Static functions only. */
final class PeersInForce {

    private static final double MILLIS = 1e3;
    private static final double MICROS = 1e6;

    private PeersInForce() {}

    /** The active tests, with the peer datastreams that they use and the reader sees. */
    static List<TestView> tests(Peers peers, Predicate<String> seen) {
        List<TestView> tests = new ArrayList<>();
        SettingView wait = setting("wait", seconds(peers.waitMillis() / MILLIS));
        if (!peers.crossChecks().isEmpty()) {
            List<SettingView> settings = new ArrayList<>();
            peers.crossChecks().stream()
                    .filter(check -> seen.test(check.other()))
                    .forEach(check -> addCheck(check, settings));
            settings.add(wait);
            tests.add(QualityInForceView.test(CrossCheck.TEST, settings.toArray(SettingView[]::new)));
        }
        if (peers.neighbours() != null) {
            NeighbourLimits limits = peers.neighbours();
            List<SettingView> settings = new ArrayList<>(List.of(
                    setting("suspect", number(limits.suspect())),
                    setting("fail", number(limits.fail())),
                    setting("least-spread", number(limits.leastSpread())),
                    setting("at-least", Integer.toString(limits.minNeighbours())),
                    setting("within", seconds(limits.withinMicros() / MICROS)),
                    setting(
                            "neighbours",
                            limits.neighbours().stream().filter(seen).collect(Collectors.joining(" ")))));
            if (limits.sinceMicros() > 0) {
                settings.add(
                        setting("since", Moments.ofMicros(limits.sinceMicros()).toString()));
            }
            if (!limits.neighbourSinceMicros().isEmpty()) {
                settings.add(setting(
                        "neighbours-since",
                        IntStream.range(0, limits.neighbourSinceMicros().size())
                                .filter(i -> seen.test(limits.neighbours().get(i)))
                                .mapToObj(i -> Moments.ofMicros(
                                                limits.neighbourSinceMicros().get(i))
                                        .toString())
                                .collect(Collectors.joining(" "))));
            }
            settings.add(wait);
            tests.add(QualityInForceView.test(Neighbours.TEST, settings.toArray(SettingView[]::new)));
        }
        return tests;
    }

    private static void addCheck(CrossCheckLimits check, List<SettingView> settings) {
        settings.add(setting(check.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'), check.other()));
        settings.add(setting("tolerance", number(check.tolerance())));
        if (check.kind() == CrossCheckLimits.Kind.TWIN_OF) {
            settings.add(setting("relative", number(check.relative())));
        }
        settings.add(setting("within", seconds(check.withinMicros() / MICROS)));
    }
}
