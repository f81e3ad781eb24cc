package org.metrobed.api.thing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.Climatology;
import org.metrobed.analysis.quality.FlatLine;
import org.metrobed.analysis.quality.RateOfChange;
import org.metrobed.api.thing.QualityInForceView.SettingView;
import org.metrobed.api.thing.QualityInForceView.TestView;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.limits.CrossCheckLimits;
import org.metrobed.model.limits.CrossCheckLimits.Kind;
import org.metrobed.model.limits.NeighbourLimits;
import org.metrobed.model.limits.Peers;
import org.metrobed.model.limits.Period;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.model.limits.Span;

class QualityInForceViewTest {

    private static final Peers PEERS = new Peers(
            List.of(
                    new CrossCheckLimits("tb/a/pm10", Kind.PART_OF, 2, 0, 30_000_000),
                    new CrossCheckLimits("tb/a/pm25-b", Kind.TWIN_OF, 5, 0.7, 30_000_000)),
            new NeighbourLimits(List.of("tb/b/pm25", "tb/c/pm25"), 5, Double.NaN, 3, 2, 300_000_000),
            2_000);

    @Test
    void datastreamsThatAValueIsHeldAgainstAreShownWithTheirThresholds() {
        List<TestView> tests = view(PEERS);
        assertThat(tests).extracting(TestView::code).containsExactly("cross-check", "neighbours");
        assertThat(tests.get(0).settings())
                .extracting(SettingView::name, SettingView::value)
                .containsExactly(
                        tuple("part-of", "tb/a/pm10"),
                        tuple("tolerance", "2.0"),
                        tuple("within", "PT30S"),
                        tuple("twin-of", "tb/a/pm25-b"),
                        tuple("tolerance", "5.0"),
                        tuple("relative", "0.7"),
                        tuple("within", "PT30S"),
                        tuple("wait", "PT2S"));
        assertThat(tests.get(1).settings())
                .extracting(SettingView::name, SettingView::value)
                .containsExactly(
                        tuple("suspect", "5.0"),
                        tuple("fail", "none"),
                        tuple("least-spread", "3.0"),
                        tuple("at-least", "2"),
                        tuple("within", "PT5M"),
                        tuple("neighbours", "tb/b/pm25 tb/c/pm25"),
                        tuple("wait", "PT2S"));
    }

    @Test
    void parametersComeBackInTheUnitsInWhichTheBundleStatesThem() {
        QualityConfig quality = QualityConfig.ofInterval(60_000_000)
                .with(new RateOfChange.Params(7, Double.NaN, 60, false))
                .with(new FlatLine.Params(
                        7_200,
                        Double.POSITIVE_INFINITY,
                        Double.NaN,
                        300,
                        new FlatLine.Except(new Span(0, Double.NaN), 86_400, Double.POSITIVE_INFINITY),
                        true));

        List<TestView> tests = view(quality, Peers.NONE);

        assertThat(tests).extracting(TestView::code).containsExactly("rate-of-change", "flat-line");
        assertThat(tests.get(0).settings())
                .extracting(SettingView::name, SettingView::value)
                .containsExactly(
                        tuple("suspect", "7.0"),
                        tuple("fail", "none"),
                        tuple("per", "PT1M"),
                        tuple("sub-second", "false"));
        assertThat(tests.get(1).settings())
                .extracting(SettingView::name, SettingView::value)
                .containsExactly(
                        tuple("suspect", "PT2H"),
                        tuple("fail", "never"),
                        tuple("tolerance", "equal"),
                        tuple("gap", "PT5M"),
                        tuple("except.span", "[0.0, open]"),
                        tuple("except.suspect", "PT24H"),
                        tuple("except.fail", "never"));
    }

    @Test
    void membersOfAClimatologyAreToldEachInALine() {
        Climatology.Member morning = new Climatology.Member(
                List.of(new Climatology.Season(Period.HOUR, new Span(6, 9))), null, new Span(0, 100), Span.OPEN);
        QualityConfig quality = QualityConfig.ofInterval(60_000_000)
                .with(new Climatology.Params(ZoneId.of("Europe/Vienna"), List.of(morning)));

        assertThat(view(quality, Peers.NONE).get(0).settings())
                .extracting(SettingView::name, SettingView::value)
                .containsExactly(
                        tuple("zone", "Europe/Vienna"),
                        tuple("members", "hour [6.0, 9.0] suspect [0.0, 100.0] fail [open, open]"));
    }

    @Test
    void datastreamThatIsHeldAgainstNoneHasNoSuchTest() {
        assertThat(view(Peers.NONE)).isEmpty();
    }

    private static List<TestView> view(Peers peers) {
        return view(QualityConfig.ofInterval(60_000_000), peers);
    }

    private static List<TestView> view(QualityConfig quality, Peers peers) {
        DatastreamSettings settings = new DatastreamSettings(
                        "tb/a/pm25", 1, 60_000, 0, 130_000, quality, Sentinels.NONE, List.of())
                .withPeers(peers);
        return QualityInForceView.of(
                        new Datastream(new DatastreamId("tb/a/pm25"), "PM2.5", "ug/m3", settings), 1, any -> true)
                .tests();
    }
}
