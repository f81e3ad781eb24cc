package org.metrobed.analysis.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.analysis.correlate.Signs.at;
import static org.metrobed.analysis.correlate.Signs.silence;
import static org.metrobed.analysis.correlate.Signs.then;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;

/** Six gateways that are heard every minute, at seconds of their own. */
class SilentNetworkRuleTest {

    private static final int GATEWAYS = 6;
    private static final long DOWN = 3_600;
    private static final long DAY = 86_400;

    private interface Heard {
        boolean at(int index, long second);
    }

    private final KeptPieces<CorrelatorPiece> kept = new KeptPieces<>();
    private final List<AlertEvent> told = new ArrayList<>();
    private AlertCorrelator correlator = new AlertCorrelator(new IngestOutages(), List.of());

    @Test
    void gatewaysThatFallSilentTogetherAreOneCallWhichEndsWhenAllAreBack() {
        run(0, DOWN, SilentNetworkRuleTest::all);
        run(DOWN, DOWN + 900, SilentNetworkRuleTest::none);
        assertThat(calls()).hasSize(1);
        AlertEvent call = called(0);
        assertThat(call.detector()).isEqualTo(AlertCorrelator.NETWORK_SILENT);
        assertThat(call.datastream()).isEqualTo("tb/gateways/network");
        assertThat(call.message()).matches("[4-6] of 6 gateways are silent since 12:59 UTC: .*");
        assertThat(opened(AlertCorrelator.GATEWAY_SILENT))
                .hasSize(GATEWAYS)
                .allMatch(event -> event.finding().parent().equals(call.alertId()));

        run(DOWN + 900, DOWN + 3_600, SilentNetworkRuleTest::all);
        assertThat(told.get(told.size() - 1).kind()).isEqualTo(Kind.RESOLVED);
        assertThat(told.get(told.size() - 1).alertId()).isEqualTo(call.alertId());
        assertThat(calls()).hasSize(1);
    }

    @Test
    void theAlertSaysHowManyAreStillSilent() {
        run(0, DOWN, SilentNetworkRuleTest::all);
        run(DOWN, DOWN + 900, SilentNetworkRuleTest::none);
        run(DOWN + 900, DOWN + 1_000, index -> index < 4);
        assertThat(told).anySatisfy(event -> {
            assertThat(event.message()).isEqualTo("2 of 6 gateways are still silent since 12:59 UTC");
            assertThat(event.observed()).isEqualTo(2);
            assertThat(event.peak()).isEqualTo(6);
        });
    }

    @Test
    void gatewayThatStaysSilentCallsWhenTheOthersAreBackForTenMinutes() {
        run(0, DOWN, SilentNetworkRuleTest::all);
        run(DOWN, DOWN + 900, SilentNetworkRuleTest::none);
        run(DOWN + 900, DOWN + 1_400, index -> index > 0);
        assertThat(calls()).hasSize(1);
        run(DOWN + 1_400, DOWN + 2_000, index -> index > 0);
        assertThat(calls()).hasSize(2);
        assertThat(called(1).datastream()).isEqualTo("tb/gw-0/gateway");
        assertThat(told)
                .anyMatch(event -> event.kind() == Kind.RESOLVED
                        && event.message().equals("most gateways are back; 1 of 6 stays silent"));
    }

    /** Two gateways are heard every five minutes only, so their silence is known when the alert is open. */
    @Test
    void alertGrowsIfMoreGatewaysJoinItAndEndsWhenHalfOfThemAreBackForTenMinutes() {
        Heard slow = (index, second) -> index < 4 || second / 60 % 5 == 0;
        run(0, DOWN + 60, slow);
        run(DOWN + 60, DOWN + 400, SilentNetworkRuleTest::none);
        assertThat(ofNetwork()).singleElement().satisfies(event -> {
            assertThat(event.message()).startsWith("4 of 6 gateways are silent since 13:00 UTC: ");
            assertThat(event.observed()).isEqualTo(4);
        });

        run(DOWN + 400, DOWN + 1_500, SilentNetworkRuleTest::none);
        assertThat(ofNetwork()).hasSize(2).last().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(Kind.UPDATED);
            assertThat(event.message()).startsWith("6 of 6 gateways are silent since 13:00 UTC: ");
            assertThat(event.observed()).isEqualTo(6);
            assertThat(event.peak()).isEqualTo(6);
        });

        run(DOWN + 1_500, DOWN + 2_300, index -> index < 3);
        assertThat(ofNetwork()).last().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(Kind.RESOLVED);
            assertThat(event.message()).isEqualTo("most gateways are back; 3 of 6 stay silent");
        });
        assertThat(calls()).hasSize(4);
    }

    @Test
    void gatewaysThatWillBeSilentSoonAreNotStatedToBeBack() {
        run(0, DOWN, SilentNetworkRuleTest::all);
        run(DOWN, DOWN + 900, index -> index == 0);
        assertThat(ofNetwork())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.message()).contains("their network"));
        assertThat(ofNetwork()).extracting(AlertEvent::observed).isSorted().endsWith(5.0);
    }

    @Test
    void networkWhoseGatewaysWereTakenAwayEndsWhenTheyAreForgotten() {
        run(0, DOWN, SilentNetworkRuleTest::all);
        run(DOWN, DOWN + 900, SilentNetworkRuleTest::none);
        pass(30 * DAY);
        assertThat(ofNetwork())
                .last()
                .satisfies(event -> assertThat(event.kind()).isNotEqualTo(Kind.RESOLVED));

        pass(32 * DAY);
        assertThat(ofNetwork()).last().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(Kind.RESOLVED);
            assertThat(event.message()).isEqualTo("its gateways stayed away and are counted no more");
        });
        pass(34 * DAY);
        assertThat(kept.list(CorrelatorPiece::alert)).isEmpty();
    }

    @Test
    void oneOrHalfOfTheGatewaysAreCalledEachForItself() {
        run(0, DOWN, SilentNetworkRuleTest::all);
        run(DOWN, DOWN + 900, index -> index >= 3);
        assertThat(opened(AlertCorrelator.NETWORK_SILENT)).isEmpty();
        assertThat(calls()).hasSize(3);
    }

    @Test
    void gatewaysThatFallSilentMinutesApartAreNoNetwork() {
        run(0, DOWN, SilentNetworkRuleTest::all);
        for (int dead = 0; dead < GATEWAYS; dead++) {
            int first = dead;
            run(DOWN + dead * 300L, DOWN + (dead + 1) * 300L, index -> index > first);
        }
        assertThat(opened(AlertCorrelator.NETWORK_SILENT)).isEmpty();
    }

    @Test
    void gatewayThatWasSilentForDaysDoesNotHideThatAllOthersFallSilent() {
        run(0, DOWN, SilentNetworkRuleTest::all);
        run(DOWN, 2 * DOWN, index -> index > 3);
        told.clear();
        run(2 * DOWN, 2 * DOWN + 900, SilentNetworkRuleTest::none);
        assertThat(opened(AlertCorrelator.NETWORK_SILENT)).hasSize(1);
        assertThat(calls()).hasSize(1);
    }

    /** A broker restarts: datastreams of gateways, and one whose gateway is not known, come back within four intervals. */
    @Test
    void restartOfEverythingIsOneCall() {
        run(0, DOWN, SilentNetworkRuleTest::all);
        List<DetectorReport> silences = new ArrayList<>();
        run(DOWN, DOWN + 250, SilentNetworkRuleTest::none);
        for (int i = 0; i < GATEWAYS; i++) {
            silences.add(silence("tb/t" + i + "/pm25", DOWN - 30 + i, DOWN + 250));
        }
        silences.add(silence("tb/alone/pm25", DOWN - 30, DOWN + 250));
        silences.forEach(this::take);
        run(DOWN + 251, DOWN + 600, SilentNetworkRuleTest::none);
        run(DOWN + 600, DOWN + 660, SilentNetworkRuleTest::all);
        silences.forEach(one -> take(then(one, Kind.RESOLVED, DOWN + 660)));
        run(DOWN + 661, DOWN + 4_000, SilentNetworkRuleTest::all);
        assertThat(calls()).hasSize(1);
        assertThat(called(0).detector()).isEqualTo(AlertCorrelator.NETWORK_SILENT);
    }

    /** A reading every twenty minutes: its silence is due when the gateway is back and its next reading is not. */
    @Test
    void datastreamHasFourIntervalsAfterItsGatewayIsBack() {
        run(0, DOWN, SilentNetworkRuleTest::all);
        run(DOWN, DOWN + 2_000, SilentNetworkRuleTest::none);
        run(DOWN + 2_000, DOWN + 2_100, SilentNetworkRuleTest::all);
        DetectorReport slow = silence("tb/t1/noise", DOWN + 2_100 - 4_800, DOWN + 2_100);
        take(slow);
        run(DOWN + 2_101, DOWN + 3_000, SilentNetworkRuleTest::all);
        take(then(slow, Kind.RESOLVED, DOWN + 3_000));
        run(DOWN + 3_001, DOWN + 9_000, SilentNetworkRuleTest::all);
        assertThat(calls()).hasSize(1);

        DetectorReport gone = silence("tb/t1/noise", DOWN + 9_000 - 4_800, DOWN + 9_001);
        take(gone);
        run(DOWN + 9_002, DOWN + 9_100, SilentNetworkRuleTest::all);
        assertThat(calls()).as("nothing was silent before this one").hasSize(2);
    }

    private static boolean all(int index) {
        return index < GATEWAYS;
    }

    private static boolean none(int index) {
        return index >= GATEWAYS;
    }

    /** Gateways are heard at each minute and ten seconds times their number. */
    private void run(long fromSecond, long toSecond, IntPredicate alive) {
        run(fromSecond, toSecond, (index, second) -> alive.test(index));
    }

    private void run(long fromSecond, long toSecond, Heard alive) {
        for (long second = fromSecond; second < toSecond; second++) {
            int index = (int) (second % 60 / 10);
            if (second % 10 == 0 && alive.at(index, second)) {
                told.addAll(correlator.receive(Signs.gateway("tb/gw-" + index, second)));
                told.addAll(correlator.receive(Signs.thing("tb/t" + index, "tb/gw-" + index, second)));
            }
            if (second % 10 == 5) {
                pass(second);
            }
        }
    }

    private void pass(long second) {
        told.addAll(correlator.pass(at(second)));
        restore();
    }

    private void take(DetectorReport report) {
        told.addAll(correlator.take(report));
        restore();
    }

    private void restore() {
        kept.take(correlator.takeChanges());
        correlator = new AlertCorrelator(new IngestOutages(), kept.list());
    }

    private List<AlertEvent> ofNetwork() {
        return told.stream()
                .filter(event -> event.detector().equals(AlertCorrelator.NETWORK_SILENT))
                .toList();
    }

    private List<AlertEvent> opened(String detector) {
        return told.stream()
                .filter(event -> event.kind() == Kind.OPENED && event.detector().equals(detector))
                .toList();
    }

    /** The ids of the alerts that are primary while they are open. */
    private List<String> calls() {
        return told.stream()
                .filter(event -> event.kind() == Kind.OPENED || event.kind() == Kind.UPDATED)
                .filter(event -> event.finding().parent().isEmpty())
                .map(AlertEvent::alertId)
                .distinct()
                .toList();
    }

    private AlertEvent called(int number) {
        String id = calls().get(number);
        return told.stream()
                .filter(event -> event.alertId().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
