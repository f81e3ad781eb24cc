package org.metrobed.analysis.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.analysis.correlate.Signs.above;
import static org.metrobed.analysis.correlate.Signs.at;
import static org.metrobed.analysis.correlate.Signs.north;
import static org.metrobed.analysis.correlate.Signs.silence;
import static org.metrobed.analysis.correlate.Signs.then;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;
import org.metrobed.model.Finding.Origin;
import org.metrobed.model.Liveness;
import org.metrobed.model.Severity;

class AlertCorrelatorTest {

    private static final String GATEWAY = "tb/gw-north";

    private final IngestOutages outages = new IngestOutages();
    private final KeptPieces<CorrelatorPiece> kept = new KeptPieces<>();
    private AlertCorrelator correlator = new AlertCorrelator(outages, List.of());
    private final List<AlertEvent> told = new ArrayList<>();

    @Test
    void lonelyAlertIsToldAtOnceAsItIs() {
        DetectorReport jump = above("tb/a/pm25", "jump", north(0), 0);
        take(jump);
        assertThat(told).containsExactly(jump.event());
    }

    @Test
    void stepsAreNumberedAnew() {
        DetectorReport signs = then(above("tb/a/pm25", "threshold", north(0), 0), Kind.PENDING, 0);
        take(signs);
        take(then(signs, Kind.OPENED, 60));
        take(then(signs, Kind.UPDATED, 70));
        take(then(signs, Kind.RESOLVED, 80));
        assertThat(told).extracting(AlertEvent::sequence).containsExactly(0, 1, 2, 3);
    }

    @Test
    void alertThatReturnsWithinADayGoesOnWithItsNumbersAndIsPrimary() {
        DetectorReport jump = above("tb/a/pm25", "jump", north(0), 0);
        take(jump);
        take(then(jump, Kind.RESOLVED, 80));
        take(then(jump, Kind.OPENED, 80 + 3_600));
        take(then(jump, Kind.RESOLVED, 80 + 4_000));
        assertThat(told).extracting(AlertEvent::sequence).containsExactly(0, 1, 2, 3);
        assertThat(told).extracting(event -> event.finding().parent()).containsOnly("");
        pass(80 + 4_000 + 2 * 86_400);
        assertThat(kept.list(CorrelatorPiece::alert))
                .as("a day later it is forgotten")
                .isEmpty();
    }

    @Test
    void alertThatReturnsAfterItWasForgottenHasANumberBeyondAllBefore() {
        DetectorReport jump = above("tb/a/pm25", "jump", north(0), 0);
        take(jump);
        take(then(jump, Kind.RESOLVED, 80));
        pass(2 * 86_400);
        DetectorReport again = then(jump, Kind.OPENED, 80 + 2 * 86_400);
        AlertEvent numbered = again.event().with(2, Kind.OPENED);
        take(new DetectorReport(numbered, again.site(), again.intervalMillis()));
        take(then(jump, Kind.RESOLVED, 90 + 2 * 86_400));
        assertThat(told).extracting(AlertEvent::sequence).containsExactly(0, 1, 2_000, 2_001);
    }

    @Test
    void signsThatGoAwayLeaveNothing() {
        DetectorReport signs = then(above("tb/a/pm25", "threshold", north(0), 0), Kind.PENDING, 0);
        take(signs);
        take(then(signs, Kind.WITHDRAWN, 60));
        assertThat(told).extracting(AlertEvent::kind).containsExactly(Kind.PENDING, Kind.WITHDRAWN);
        assertThat(kept.list(CorrelatorPiece::alert)).isEmpty();
    }

    @Test
    void alertThatOpenedBeforeThereWasADeskEndsAsItsDetectorSays() {
        DetectorReport resolved = then(above("tb/a/pm25", "jump", north(0), 0), Kind.RESOLVED, 60);
        take(resolved);
        assertThat(told).containsExactly(resolved.event());
        assertThat(kept.list(CorrelatorPiece::alert)).isEmpty();
    }

    @Test
    void secondDetectorOfADatastreamBelongsToTheFirst() {
        take(above("tb/a/pm25", "threshold", north(0), 0));
        take(above("tb/a/pm25", "season", north(0), 60));
        assertThat(parent(1)).isEqualTo(told.get(0).alertId());
    }

    @Test
    void alertSoonAfterAnotherEndedBelongsToItAndALaterOneDoesNot() {
        DetectorReport first = above("tb/a/pm25", "stuck", north(0), 0);
        take(first);
        take(then(first, Kind.RESOLVED, 60));
        take(above("tb/a/pm25", "jump", north(0), 659));
        assertThat(parent(2)).isEqualTo(told.get(0).alertId());
        DetectorReport other = above("tb/b/pm25", "stuck", north(0), 0);
        take(other);
        take(then(other, Kind.RESOLVED, 700));
        take(above("tb/b/pm25", "jump", north(9_000), 1_300));
        assertThat(parent(5)).isEmpty();
    }

    @Test
    void whatOutlastsTheOneThatCalledCallsAfterTenMinutes() {
        DetectorReport first = above("tb/a/pm25", "season", north(0), 0);
        take(first);
        take(above("tb/b/pm25", "season", north(1_500), 60));
        take(above("tb/c/pm25", "season", north(3_000), 120));
        take(then(first, Kind.RESOLVED, 180));
        assertThat(correlator.nextMillis()).isEqualTo(at(780));
        told.addAll(correlator.pass(at(780)));
        assertThat(told.subList(4, told.size())).extracting(AlertEvent::kind).containsOnly(Kind.UPDATED);
        assertThat(told.get(4).alertId()).isEqualTo(told.get(1).alertId());
        assertThat(parent(4)).isEmpty();
        assertThat(told.get(5).alertId()).isEqualTo(told.get(2).alertId());
        assertThat(parent(5)).isEqualTo(told.get(1).alertId());
        take(above("tb/d/pm25", "season", north(4_000), 900));
        assertThat(parent(6)).as("nobody joins what is over").isEmpty();
    }

    /** A second call for an event that is over: members end hours after their values are as expected. */
    @Test
    void memberWhoseValuesAreWithinTheirBandDoesNotCallWhenTheOneThatCalledHasEnded() {
        DetectorReport first = above("tb/a/pm25", "season", north(0), 0);
        DetectorReport member = above("tb/b/pm25", "season", north(1_500), 60);
        take(first);
        take(member);
        take(course(member, 120, 30));
        take(then(first, Kind.RESOLVED, 180));
        pass(780);
        pass(10_000);
        assertThat(told).hasSize(4);
        assertThat(parent(2)).isEqualTo(told.get(0).alertId());
        take(then(member, Kind.RESOLVED, 12_000));
        assertThat(calls()).containsExactly(told.get(0).alertId());
    }

    @Test
    void memberWhoseValuesAreBeyondTheirBandAgainCallsThen() {
        DetectorReport first = above("tb/a/pm25", "season", north(0), 0);
        DetectorReport member = above("tb/b/pm25", "season", north(1_500), 60);
        take(first);
        take(member);
        take(course(member, 120, 30));
        take(then(first, Kind.RESOLVED, 180));
        pass(780);
        take(course(member, 900, 80));
        assertThat(parent(told.size() - 1)).isEmpty();
        assertThat(calls())
                .containsExactly(told.get(0).alertId(), member.event().alertId());
    }

    @Test
    void oneOfTheMembersBeyondItsBandCallsAndTheOthersBelongToIt() {
        DetectorReport first = above("tb/a/pm25", "season", north(0), 0);
        DetectorReport within = above("tb/b/pm25", "season", north(1_500), 60);
        DetectorReport beyond = above("tb/c/pm25", "season", north(3_000), 120);
        take(first);
        take(within);
        take(beyond);
        take(course(within, 130, 30));
        take(then(first, Kind.RESOLVED, 180));
        pass(780);
        assertThat(calls())
                .containsExactly(told.get(0).alertId(), beyond.event().alertId());
        assertThat(told.get(told.size() - 2).finding().parent())
                .isEqualTo(beyond.event().alertId());
    }

    @Test
    void newAlertBesideAMemberOfAnEventThatIsOverCalls() {
        DetectorReport first = above("tb/a/pm25", "season", north(0), 0);
        DetectorReport member = above("tb/b/pm25", "season", north(1_500), 60);
        take(first);
        take(member);
        take(course(member, 120, 30));
        take(then(first, Kind.RESOLVED, 180));
        pass(780);
        take(above("tb/b/pm25", "threshold", north(1_500), 8_000));
        assertThat(calls()).hasSize(2);
    }

    @Test
    void moreUrgentAlertRaisesTheOneThatCalled() {
        take(above("tb/a/pm25", "season", north(0), 0));
        take(Signs.of(above("tb/a/pm25", "threshold", north(0), 60), Severity.CRITICAL));
        assertThat(told).hasSize(3);
        assertThat(parent(1)).isEqualTo(told.get(0).alertId());
        assertThat(told.get(2).alertId()).isEqualTo(told.get(0).alertId());
        assertThat(told.get(2).kind()).isEqualTo(Kind.UPDATED);
        assertThat(told.get(2).severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void moreUrgentAlertCallsWhenTheOneThatCalledHasEnded() {
        DetectorReport first = above("tb/a/pm25", "season", north(0), 0);
        take(first);
        take(then(first, Kind.RESOLVED, 60));
        take(Signs.of(above("tb/a/pm25", "threshold", north(0), 120), Severity.CRITICAL));
        assertThat(parent(2)).isEmpty();
    }

    @Test
    void alertsThatFollowEachOtherFromPlaceToPlaceAreOneEvent() {
        take(above("tb/a/pm25", "season", north(0), 0));
        take(above("tb/b/pm25", "threshold", north(1_500), 1_800));
        take(above("tb/c/pm25", "season", north(3_000), 3_600));
        assertThat(parent(1)).isEqualTo(told.get(0).alertId());
        assertThat(parent(2)).isEqualTo(told.get(0).alertId());
    }

    @Test
    void otherPropertyOtherPlaceOtherTimeOtherSideOrASensorsFaultIsAnotherEvent() {
        take(above("tb/a/pm25", "season", north(0), 0));
        take(above("tb/b/no2", "season", north(100), 10));
        take(above("tb/c/pm25", "season", north(2_100), 20));
        take(Signs.of(above("tb/d/pm25", "season", north(100), 30), Origin.SENSOR));
        take(above("tb/e/pm25", "season", north(100), 3_700));
        assertThat(told).extracting(event -> event.finding().parent()).containsOnly("");
    }

    @Test
    void eventTakesNoMembersAfterSixHours() {
        for (int i = 0; i <= 12; i++) {
            take(above("tb/t" + i + "/pm25", "season", north(100), i * 1_800L));
        }
        assertThat(told.stream().filter(event -> event.finding().parent().isEmpty()))
                .extracting(AlertEvent::datastream)
                .containsExactly("tb/t0/pm25", "tb/t12/pm25");
    }

    @Test
    void firstOneThatSeemedASensorsFaultIsFollowedUntilItsNeighboursAreAskedAgain() {
        DetectorReport first = Signs.of(above("tb/a/pm25", "season", north(0), 0), Origin.SENSOR);
        take(first);
        take(above("tb/b/pm25", "season", north(100), 600));
        take(Signs.of(then(first, Kind.UPDATED, 900), Origin.ENVIRONMENT));
        take(above("tb/c/pm25", "season", north(100), 1_200));
        assertThat(parent(1)).isEqualTo(first.event().alertId());
        assertThat(parent(3)).isEqualTo(first.event().alertId());
    }

    @Test
    void alertThatTurnsOutToBeOfTheEnvironmentJoinsTheEvent() {
        take(above("tb/a/pm25", "season", north(0), 0));
        DetectorReport doubtful = Signs.of(above("tb/b/pm25", "season", north(100), 60), Origin.SENSOR);
        take(doubtful);
        take(Signs.of(then(doubtful, Kind.UPDATED, 960), Origin.ENVIRONMENT));
        take(Signs.of(then(doubtful, Kind.RESOLVED, 2_000), Origin.ENVIRONMENT));
        assertThat(parent(1)).isEmpty();
        assertThat(parent(2)).isEqualTo(told.get(0).alertId());
        assertThat(parent(3)).isEqualTo(told.get(0).alertId());
    }

    @Test
    void whatBelongedToAnAlertJoinsTheEventWithIt() {
        take(above("tb/a/pm25", "season", north(0), 0));
        DetectorReport doubtful = Signs.of(above("tb/b/pm25", "season", north(100), 60), Origin.SENSOR);
        take(doubtful);
        take(Signs.of(above("tb/b/pm25", "threshold", north(100), 120), Origin.SENSOR));
        take(Signs.of(then(doubtful, Kind.UPDATED, 960), Origin.ENVIRONMENT));
        assertThat(parent(2)).isEqualTo(doubtful.event().alertId());
        assertThat(told.subList(3, 5))
                .allMatch(event -> event.finding().parent().equals(told.get(0).alertId()));
    }

    @Test
    void moreUrgentAlertsAfterTheEndOfTheOneThatCalledAreOneCallMore() {
        DetectorReport first = above("tb/a/pm25", "season", north(0), 0);
        take(first);
        take(then(first, Kind.RESOLVED, 60));
        for (int i = 0; i < 3; i++) {
            DetectorReport urgent = above("tb/t" + i + "/pm25", "threshold", north(100), 120 + i);
            take(Signs.of(urgent, Severity.CRITICAL));
        }
        assertThat(parent(2)).isEmpty();
        assertThat(parent(3)).isEqualTo(told.get(2).alertId());
        assertThat(parent(4)).isEqualTo(told.get(2).alertId());
    }

    @Test
    void silenceIsToldAfterAWhileAndNotAtAllWhenItEndsBefore() {
        DetectorReport lasting = silence("tb/a/pm25", 0);
        DetectorReport brief = silence("tb/b/pm25", 1);
        take(lasting);
        take(brief);
        take(then(brief, Kind.RESOLVED, 10));
        pass(14);
        assertThat(told).isEmpty();
        pass(15);
        assertThat(told).singleElement().satisfies(event -> {
            assertThat(event.alertId()).isEqualTo(lasting.event().alertId());
            assertThat(event.recordedMillis()).isEqualTo(at(15));
            assertThat(event.atMicros()).isEqualTo(at(0) * 1_000);
        });
        take(then(lasting, Kind.RESOLVED, 100));
        assertThat(told).extracting(AlertEvent::kind).containsExactly(Kind.OPENED, Kind.RESOLVED);
    }

    @Test
    void severalSilentDatastreamsAreOneSilentThing() {
        DetectorReport a = silence("tb/pole-7/pm25", 0);
        DetectorReport b = silence("tb/pole-7/no2", 5);
        take(a);
        take(b);
        pass(30);
        assertThat(told).hasSize(3);
        AlertEvent thing = told.get(0);
        assertThat(thing.datastream()).isEqualTo("tb/pole-7/thing");
        assertThat(thing.detector()).isEqualTo("thing-silent");
        assertThat(thing.message()).isEqualTo("several datastreams of pole-7 are silent since 11:56 UTC");
        assertThat(parent(1)).isEqualTo(thing.alertId());
        assertThat(parent(2)).isEqualTo(thing.alertId());
        take(then(a, Kind.RESOLVED, 100));
        take(then(b, Kind.RESOLVED, 110));
        assertThat(told.subList(3, 6))
                .extracting(AlertEvent::datastream)
                .containsExactly("tb/pole-7/pm25", "tb/pole-7/no2", "tb/pole-7/thing");
        assertThat(told.get(5).kind()).isEqualTo(Kind.RESOLVED);
    }

    @Test
    void silenceThatWasToldAloneMovesToTheThing() {
        take(silence("tb/pole-7/pm25", 0));
        pass(100);
        take(silence("tb/pole-7/no2", 200));
        pass(300);
        assertThat(told)
                .extracting(AlertEvent::datastream)
                .containsExactly("tb/pole-7/pm25", "tb/pole-7/thing", "tb/pole-7/pm25", "tb/pole-7/no2");
        assertThat(told.get(2).kind()).isEqualTo(Kind.UPDATED);
        assertThat(parent(2)).isEqualTo(told.get(1).alertId());
    }

    @Test
    void silentGatewayIsOneAlertAndSilencesOfItsThingsBelongToItHoweverLate() {
        things(3, 0);
        gatewaySeen(0, 600);
        take(silence("tb/t0/pm25", 600, 660));
        pass(719);
        assertThat(told).isEmpty();
        pass(720);
        assertThat(told).hasSize(2);
        AlertEvent gateway = told.get(0);
        assertThat(gateway.datastream()).isEqualTo("tb/gw-north/gateway");
        assertThat(gateway.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(gateway.message())
                .isEqualTo("gateway gw-north is silent since 12:10 UTC; 3 things report through it");
        take(silence("tb/t1/pm25", 900));
        take(silence("tb/t2/pm25", 5_000));
        pass(6_000);
        assertThat(told.subList(1, 4))
                .extracting(event -> event.finding().parent())
                .containsOnly(gateway.alertId());
        receive(Signs.gateway(GATEWAY, 7_000));
        assertThat(told.get(4).kind()).isEqualTo(Kind.RESOLVED);
        assertThat(told.get(4).alertId()).isEqualTo(gateway.alertId());
    }

    @Test
    void thingThatStaysSilentAfterItsGatewayIsBackCalls() {
        things(2, 0);
        gatewaySeen(0, 600);
        DetectorReport back = silence("tb/t0/pm25", 800);
        take(back);
        take(silence("tb/t1/pm25", 800));
        gatewaySeen(2_000, 2_000);
        take(then(back, Kind.RESOLVED, 2_030));
        gatewaySeen(2_040, 2_220);
        pass(2_269);
        int before = told.size();
        pass(2_270);
        assertThat(told).hasSize(before + 1);
        AlertEvent moved = told.get(before);
        assertThat(moved.datastream()).isEqualTo("tb/t1/pm25");
        assertThat(moved.kind()).isEqualTo(Kind.UPDATED);
        assertThat(moved.finding().parent()).isEmpty();
    }

    @Test
    void lastWillMakesAGatewaySilentAfterAGrace() {
        gatewaySeen(0, 600);
        receive(Signs.gateway(GATEWAY, 605, Liveness.Status.OFFLINE));
        receive(Signs.gateway(GATEWAY, 605));
        pass(664);
        assertThat(told).isEmpty();
        pass(665);
        assertThat(told).hasSize(1);
        receive(Signs.gateway(GATEWAY, 700, Liveness.Status.ONLINE));
        assertThat(told).extracting(AlertEvent::kind).containsExactly(Kind.OPENED, Kind.RESOLVED);
    }

    @Test
    void lastWillThatComesLateDoesNotEndTheSilence() {
        gatewaySeen(0, 600);
        pass(730);
        receive(Signs.gateway(GATEWAY, 735, Liveness.Status.OFFLINE));
        receive(Signs.gateway(GATEWAY, 735));
        assertThat(told).hasSize(1);
        pass(2_000);
        assertThat(told).hasSize(1);
    }

    @Test
    void gatewayThatIsOnlineAgainInTimeIsNotSilent() {
        gatewaySeen(0, 600);
        receive(Signs.gateway(GATEWAY, 605, Liveness.Status.OFFLINE));
        receive(Signs.gateway(GATEWAY, 608, Liveness.Status.ONLINE));
        gatewaySeen(630, 900);
        assertThat(told).isEmpty();
    }

    @Test
    void gatewayThatWasNeverRegularIsNotMissed() {
        receive(Signs.gateway(GATEWAY, 0));
        receive(Signs.gateway(GATEWAY, 30));
        pass(86_400);
        assertThat(told).isEmpty();
    }

    @Test
    void gatewayIsMissedAfterFourOfItsOwnIntervals() {
        for (int i = 0; i < 20; i++) {
            receive(Signs.gateway(GATEWAY, i * 600L));
        }
        pass(19 * 600 + 2_399);
        assertThat(told).isEmpty();
        pass(19 * 600 + 2_400);
        assertThat(told).hasSize(1);
    }

    @Test
    void repeatedSightingsOfOneSlotChangeNothing() {
        gatewaySeen(0, 600);
        Map<String, CorrelatorPiece> before = kept.map();
        receive(Signs.gateway(GATEWAY, 617));
        assertThat(kept.map()).isEqualTo(before);
    }

    @Test
    void tenMinutesWithoutIngestMakeNoSensorThingOrGatewaySilent() {
        things(2, 0);
        gatewaySeen(0, 600);
        outage(600, 1_200, Kind.OPENED);
        outage(600, 1_200, Kind.RESOLVED);
        DetectorReport a = silence("tb/t0/pm25", 830);
        DetectorReport b = silence("tb/t1/pm25", 835);
        take(a);
        take(b);
        gatewaySeen(1_200, 1_200);
        take(then(a, Kind.RESOLVED, 1_210));
        take(then(b, Kind.RESOLVED, 1_260));
        gatewaySeen(1_270, 1_500);
        assertThat(told).isEmpty();
    }

    @Test
    void datastreamThatDoesNotComeBackAfterAnOutageIsSilent() {
        outage(600, 1_200, Kind.OPENED);
        take(silence("tb/t0/pm25", 700));
        pass(1_100);
        outage(600, 1_200, Kind.RESOLVED);
        pass(1_454);
        assertThat(told).isEmpty();
        pass(1_455);
        assertThat(told).extracting(AlertEvent::kind).containsExactly(Kind.OPENED);
    }

    @Test
    void whatWaitsForIngestIsLookedAtOnceHoweverFarLogTimeHasAdvanced() {
        gatewaySeen(0, 600);
        outage(600, 1_200, Kind.OPENED);
        take(silence("tb/t0/pm25", 700));
        outages.advance(at(3 * 86_400));
        pass(715); // of the silence
        pass(750); // of the gateway
        assertThat(kept.list(CorrelatorPiece::silence))
                .singleElement()
                .satisfies(held -> assertThat(held.dueMillis()).isGreaterThan(at(3 * 86_400)));
        assertThat(told).isEmpty();
    }

    @Test
    void whetherTheOutageIsKnownBeforeItsEndMakesNoDifference() {
        take(silence("tb/t0/pm25", 610));
        outage(600, 30_000, Kind.OPENED);
        outage(600, 30_000, Kind.RESOLVED);
        pass(30_254);
        assertThat(told).isEmpty();
        pass(30_255);
        assertThat(told)
                .singleElement()
                .satisfies(event -> assertThat(event.recordedMillis()).isEqualTo(at(30_255)));
    }

    @Test
    void silenceOfBeforeAnOutageIsTold() {
        take(silence("tb/t0/pm25", 500));
        pass(516);
        outage(600, 1_200, Kind.OPENED);
        assertThat(told).hasSize(1);
    }

    @Test
    void endedAlertsWaysAndGatewaysAreForgotten() {
        things(2, 0);
        gatewaySeen(0, 600);
        DetectorReport jump = above("tb/a/pm25", "jump", north(0), 0);
        take(jump);
        take(then(jump, Kind.RESOLVED, 700));
        pass(1_300);
        assertThat(kept.list(CorrelatorPiece::alert))
                .as("of the gateway, and one that may return")
                .hasSize(2);
        pass(32 * 86_400);
        assertThat(told.get(told.size() - 1).message()).endsWith("stayed away and is counted no more");
        pass(33 * 86_400);
        assertThat(kept.list(CorrelatorPiece::gateway)).isEmpty();
        assertThat(kept.list(CorrelatorPiece::way)).isEmpty();
        assertThat(kept.list(CorrelatorPiece::alert)).isEmpty();
    }

    private void things(int count, long second) {
        for (int i = 0; i < count; i++) {
            receive(Signs.thing("tb/t" + i, GATEWAY, second));
        }
    }

    private void gatewaySeen(long fromSecond, long toSecond) {
        for (long second = fromSecond; second <= toSecond; second += 30) {
            receive(Signs.gateway(GATEWAY, second));
        }
    }

    private void outage(long fromSecond, long toSecond, Kind kind) {
        outages.take(IngestOutages.Outage.of(Signs.outage(fromSecond, toSecond, kind)));
    }

    /** The ids of the alerts that are primary while they are open, in the order in which they become so. */
    private List<String> calls() {
        return told.stream()
                .filter(event -> event.kind() == Kind.OPENED || event.kind() == Kind.UPDATED)
                .filter(event -> event.finding().parent().isEmpty())
                .map(AlertEvent::alertId)
                .distinct()
                .toList();
    }

    /** The detector says that the values of an open alert are now this; the band ends at 50. */
    private static DetectorReport course(DetectorReport report, long second, double value) {
        DetectorReport next = then(report, Kind.UPDATED, second);
        return new DetectorReport(next.event().with().observed(value).build(), next.site(), next.intervalMillis());
    }

    private String parent(int index) {
        return told.get(index).finding().parent();
    }

    private void take(DetectorReport report) {
        told.addAll(correlator.take(report));
        restore();
    }

    private void receive(DeviceStatus presence) {
        told.addAll(correlator.receive(presence));
        restore();
    }

    private void pass(long second) {
        told.addAll(correlator.pass(at(second)));
        restore();
    }

    /** From now on, the correlator is saved and restored before every step. */
    private void restore() {
        kept.take(correlator.takeChanges());
        correlator = new AlertCorrelator(outages, kept.list());
    }
}
