package org.metrobed.notify.group;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.metrobed.model.AlertEvent;
import org.metrobed.notify.naming.NamesInCatalog;
import org.metrobed.store.notification.KnownAlert;
import org.metrobed.store.notification.Notification;
import org.metrobed.store.notification.Notification.Step;
import org.metrobed.store.notification.NotificationBuilder;

/**
 * Decides the next notification of a group for a receiver, from earlier notifications and the state of the group.
 * Immutable; the same input has the same result, so that every elected instance decides alike.
 *
 * @param receiver its name
 * @param approval whether it is notified of approvals
 * @param policy which alerts are too old
 * @param names of the datastreams
 * @param now the time by the wall clock
 */
public record NextStep(String receiver, boolean approval, Policy policy, NamesInCatalog names, Instant now) {

    private static final Duration MOMENT = Duration.ofSeconds(10);
    private static final Duration HINDSIGHT = Duration.ofMinutes(1);

    /**
     * The next row of the outbox.
     *
     * @param before this receiver's rows of the group, in their order
     * @param told whether another receiver has been told of the episode: it is not too old then
     * @return empty if there is nothing to send or record
     */
    public Optional<Notification> of(Group group, List<Notification> before, boolean told) {
        int ends = (int) before.stream().filter(one -> one.step().isEnd()).count();
        List<Notification> round =
                before.stream().filter(one -> one.round() == ends).toList();
        if (round.isEmpty() && ends > 0 && !isAnother(group, before.get(before.size() - 1))) {
            return Optional.empty();
        }
        return step(group, round, told).map(step -> row(group, ends, step, isApproved(group, round, step)));
    }

    private Optional<Step> step(Group group, List<Notification> round, boolean told) {
        if (round.isEmpty()) {
            return group.isOpen() && isComplete(group) ? Optional.of(first(group, told)) : Optional.empty();
        }
        Notification last = round.get(round.size() - 1);
        return switch (last.step()) {
            case HELD -> held(group);
            case STALE -> stale(group, last);
            default ->
                sent(group, round.stream().filter(one -> one.step().isTold()).toList());
        };
    }

    /** The lead may be written a moment after its child alerts. */
    private boolean isComplete(Group group) {
        return group.lead().id().equals(group.id())
                || group.lead().last().recordedMillis() < now.minus(MOMENT).toEpochMilli();
    }

    /**
     * While results are recomputed, alerts that ended long ago look open for a while: only an alert that opened since
     * then, or is beyond its band again since then, is another episode.
     */
    private boolean isAnother(Group group, Notification end) {
        long since = end.madeMillis() - HINDSIGHT.toMillis();
        return group.open().stream()
                .anyMatch(alert -> alert.openedMillis() >= since
                        || (alert.last().recordedMillis() >= since && isBeyondAgain(alert)));
    }

    /** Whether an alert was updated lately, and is not within its band: an old alert may come back. */
    private boolean isBeyondAgain(KnownAlert alert) {
        return alert.last().kind() == AlertEvent.Kind.UPDATED
                && !AlertGrouping.isWithin(alert)
                && policy.isMoving(alert, names, now);
    }

    private Step first(Group group, boolean told) {
        if (!told && group.open().stream().noneMatch(this::isOfNow)) {
            return Step.STALE;
        }
        return group.notifies() ? Step.FIRING : Step.HELD;
    }

    private boolean isOfNow(KnownAlert alert) {
        return policy.isFresh(alert, names, now) || isBeyondAgain(alert);
    }

    private static Optional<Step> held(Group group) {
        if (!group.isOpen()) {
            return Optional.of(Step.DROPPED);
        }
        return group.notifies() ? Optional.of(Step.FIRING) : Optional.empty();
    }

    private Optional<Step> stale(Group group, Notification last) {
        if (!group.isOpen()) {
            return Optional.of(Step.DROPPED);
        }
        boolean worse = group.severity().compareTo(last.severity()) > 0
                && group.open().stream().anyMatch(alert -> policy.isMoving(alert, names, now));
        return worse && group.notifies() ? Optional.of(Step.FIRING) : Optional.empty();
    }

    /**
     * Resolved if the group is not open. Changed if it is approved, or its severity or level is higher than ever before
     * in the round, so that no row of a round equals another.
     */
    private Optional<Step> sent(Group group, List<Notification> round) {
        if (!group.isOpen()) {
            return Optional.of(Step.RESOLVED);
        }
        boolean worse = round.stream().allMatch(one -> group.severity().compareTo(one.severity()) > 0);
        boolean grown = round.stream().allMatch(one -> group.level() > one.size());
        boolean approved = approval && group.lead().approved() && round.stream().noneMatch(Notification::approved);
        boolean moved = group.notifies() && (worse || (grown && !group.lead().acknowledged()));
        return moved || approved ? Optional.of(Step.CHANGED) : Optional.empty();
    }

    /** The end of an alert that was never approved is not sent either. */
    private boolean isApproved(Group group, List<Notification> round, Step step) {
        return step.isEnd()
                ? round.stream().anyMatch(Notification::approved)
                : approval && group.lead().approved();
    }

    private Notification row(Group group, int round, Step step, boolean approved) {
        return NotificationBuilder.builder()
                .receiver(receiver)
                .group(group.id())
                .round(round)
                .step(step)
                .severity(group.severity())
                .size(group.level())
                .approved(approved)
                .madeMillis(now.toEpochMilli())
                .content("")
                .build();
    }
}
