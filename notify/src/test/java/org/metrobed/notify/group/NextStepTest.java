package org.metrobed.notify.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Severity;
import org.metrobed.notify.naming.NamesInCatalog;
import org.metrobed.store.notification.KnownAlert;
import org.metrobed.store.notification.Notification;
import org.metrobed.store.notification.Notification.Step;
import org.metrobed.testkit.Times;

class NextStepTest {

    private static final Policy POLICY = new Policy(Duration.ofHours(1), Duration.ofHours(24));
    private static final long DAY = 86_400_000;

    private final List<Notification> told = new ArrayList<>();
    private boolean approval;

    @Test
    void openAlertIsToldOnceAndItsEndOnce() {
        assertThat(next(Alerts.alert("a").group())).contains(Step.FIRING);
        assertThat(next(Alerts.alert("a").group())).isEmpty();
        Group over = Alerts.alert("a").as(AlertEvent.Kind.RESOLVED).group();
        assertThat(next(over)).contains(Step.RESOLVED);
        assertThat(next(over)).isEmpty();
    }

    @Test
    void whatEndedBeforeItWasSeenIsNotTold() {
        assertThat(next(Alerts.alert("a").as(AlertEvent.Kind.RESOLVED).group())).isEmpty();
    }

    @Test
    void higherSeverityIsToldAndALowerOneIsNot() {
        next(Alerts.alert("a").group());
        assertThat(next(Alerts.alert("a").severe(Severity.CRITICAL).group())).contains(Step.CHANGED);
        assertThat(next(Alerts.alert("a").severe(Severity.WARNING).group())).isEmpty();
        assertThat(next(Alerts.alert("a").severe(Severity.CRITICAL).group())).isEmpty();
    }

    @Test
    void growthIsToldAtFewLevels() {
        List<Optional<Step>> steps =
                IntStream.rangeClosed(1, 1000).mapToObj(size -> next(of(size))).toList();
        assertThat(steps.stream().flatMap(Optional::stream))
                .containsExactly(Step.FIRING, Step.CHANGED, Step.CHANGED, Step.CHANGED, Step.CHANGED);
        assertThat(next(of(3))).isEmpty();
        assertThat(next(of(600))).isEmpty();
    }

    @Test
    void acknowledgedGroupMayGrowInSilenceButNotGetWorse() {
        next(of(1));
        KnownAlert lead = Alerts.alert("a0").handled(true, false).known();
        List<KnownAlert> many = new ArrayList<>(of(30).open());
        many.set(0, lead);
        assertThat(next(new Group("a0", lead, many, 30))).isEmpty();
        KnownAlert worse = Alerts.alert("a0")
                .handled(true, false)
                .severe(Severity.CRITICAL)
                .known();
        assertThat(next(new Group("a0", worse, List.of(worse), 1))).contains(Step.CHANGED);
    }

    @Test
    void silencedGroupIsToldWhenTheSilenceEndsWhileItLasts() {
        assertThat(next(silenced())).contains(Step.HELD);
        assertThat(next(silenced())).isEmpty();
        assertThat(next(Alerts.alert("a")
                        .opened(Times.NOON_MILLIS - DAY, Times.NOON_MILLIS)
                        .group()))
                .as("however long it was silenced")
                .contains(Step.FIRING);
    }

    @Test
    void silencedGroupThatEndsIsNeverTold() {
        next(silenced());
        assertThat(next(Alerts.alert("a").as(AlertEvent.Kind.RESOLVED).group())).contains(Step.DROPPED);
        assertThat(next(Alerts.alert("a").as(AlertEvent.Kind.RESOLVED).group())).isEmpty();
    }

    @Test
    void whatIsSilencedLaterIsToldToEndButNotToGrow() {
        next(Alerts.alert("a").group());
        KnownAlert worse = Alerts.alert("a").severe(Severity.CRITICAL).known();
        assertThat(next(new Group("a", worse, List.of(worse), 0))).isEmpty();
        assertThat(next(new Group("a", worse, List.of(), 0))).contains(Step.RESOLVED);
    }

    @Test
    void oldAlertIsNotToldUnlessItGetsWorseNow() {
        Alerts old = Alerts.alert("a").opened(Times.NOON_MILLIS - DAY, Times.NOON_MILLIS);
        assertThat(next(old.group())).contains(Step.STALE);
        assertThat(next(old.group())).isEmpty();
        assertThat(next(old.severe(Severity.CRITICAL).group())).contains(Step.FIRING);
    }

    @Test
    void replayOfLastYearCallsNobodyHoweverBadItGets() {
        Alerts old = Alerts.alert("a").opened(Times.NOON_MILLIS, Times.NOON_MILLIS - 300 * DAY);
        assertThat(next(old.group())).contains(Step.STALE);
        assertThat(next(old.severe(Severity.CRITICAL).group())).isEmpty();
        assertThat(next(old.as(AlertEvent.Kind.RESOLVED).group())).contains(Step.DROPPED);
    }

    @Test
    void anotherEpisodeOfAGroupIsToldAgain() {
        next(Alerts.alert("a").group());
        next(Alerts.alert("a").as(AlertEvent.Kind.RESOLVED).group());
        KnownAlert late = Alerts.alert("late").under("a").known();
        Group again =
                new Group("a", Alerts.alert("a").as(AlertEvent.Kind.RESOLVED).known(), List.of(late), 1);
        assertThat(next(again)).contains(Step.FIRING);
        assertThat(told.get(2).round()).isEqualTo(1);
        assertThat(told).extracting(Notification::fingerprint).doesNotHaveDuplicates();
    }

    @Test
    void alertThatLooksOpenAgainWhileResultsAreComputedAnewIsNotAnotherEpisode() {
        Alerts first = Alerts.alert("a").opened(Times.NOON_MILLIS - 600_000, Times.NOON_MILLIS - 600_000);
        next(first.group());
        next(first.as(AlertEvent.Kind.RESOLVED).group());
        assertThat(next(first.group())).isEmpty();
    }

    /** The lead has ended and the other was within its band, so the end was told; now it is beyond its band again. */
    @Test
    void oldAlertThatIsBeyondItsBandAgainIsToldAgain() {
        KnownAlert ended = Alerts.alert("a").as(AlertEvent.Kind.RESOLVED).known();
        Alerts back = Alerts.alert("b").opened(Times.NOON_MILLIS - DAY / 12, Times.NOON_MILLIS);
        KnownAlert updated = back.as(AlertEvent.Kind.UPDATED).under("a").known();
        told.add(Alerts.alert("a").row("webhook", Step.FIRING, -7_200));
        told.add(Alerts.alert("a").row("webhook", Step.RESOLVED, -600));
        assertThat(next(new Group("a", ended, List.of(updated), 1))).contains(Step.FIRING);
        told.clear();
        assertThat(next(back.as(AlertEvent.Kind.UPDATED).group()))
                .as("in a group of its own")
                .contains(Step.FIRING);
    }

    @Test
    void groupWaitsAMomentForTheAlertThatCalls() {
        KnownAlert member = Alerts.alert("b").under("a").known();
        assertThat(next(new Group("a", member, List.of(member), 1))).isEmpty();
        long before = Times.NOON_MILLIS - 11_000;
        KnownAlert longer = Alerts.alert("b").under("a").opened(before, before).known();
        assertThat(next(new Group("a", longer, List.of(longer), 1))).contains(Step.FIRING);
    }

    @Test
    void approvalIsToldToThoseWhoWantIt() {
        next(Alerts.alert("a").group());
        assertThat(next(Alerts.alert("a").handled(true, true).group())).isEmpty();
        approval = true;
        assertThat(next(Alerts.alert("a").handled(true, true).group())).contains(Step.CHANGED);
        assertThat(told.get(1).approved()).isTrue();
        assertThat(next(Alerts.alert("a").handled(true, true).group())).isEmpty();
    }

    @Test
    void endOfWhatWasNeverLetOutIsNotLetOut() {
        approval = true;
        next(Alerts.alert("a").group());
        next(Alerts.alert("a").handled(false, true).as(AlertEvent.Kind.RESOLVED).group());
        assertThat(told.get(1).step()).isEqualTo(Step.RESOLVED);
        assertThat(told.get(1).approved()).isFalse();
    }

    @Test
    void whoIsNotConcernedIsNotToldAndWhoIsNoLongerConcernedIsToldThatItIsOver() {
        Group group = Alerts.alert("a").group();
        assertThat(next(group.unconcerned())).isEmpty();
        assertThat(next(group)).contains(Step.FIRING);
        assertThat(next(group.unconcerned())).contains(Step.RESOLVED);
        assertThat(next(group.unconcerned())).isEmpty();
    }

    @Test
    void whatAnotherReceiverWasToldIsNotTooOldForTheNext() {
        Group old = Alerts.alert("a")
                .opened(Times.NOON_MILLIS - DAY, Times.NOON_MILLIS)
                .group();
        NextStep steps = new NextStep("mail-escalation", false, POLICY, NamesInCatalog.NONE, Times.NOON);
        assertThat(steps.of(old, List.of(), true)).map(Notification::step).contains(Step.FIRING);
        assertThat(steps.of(old, List.of(), false)).map(Notification::step).contains(Step.STALE);
    }

    private Optional<Step> next(Group group) {
        Optional<Notification> next =
                new NextStep("webhook", approval, POLICY, NamesInCatalog.NONE, Times.NOON).of(group, told, false);
        next.ifPresent(told::add);
        return next.map(Notification::step);
    }

    private static Group silenced() {
        KnownAlert alert = Alerts.alert("a").known();
        return new Group("a", alert, List.of(alert), 0);
    }

    private static Group of(int size) {
        List<KnownAlert> alerts = IntStream.range(0, size)
                .mapToObj(i -> Alerts.alert("a" + i).known())
                .toList();
        return new Group("a0", alerts.get(0), alerts, size);
    }
}
