package org.metrobed.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.metrobed.model.params.Param;
import org.metrobed.model.params.ParamSpec;
import org.metrobed.model.params.Unit;

/**
 * Settings of a datastream in a bundle that have one value each. A new component is a new setting: it is read, checked,
 * carried, shown and documented. A component must be optional or have a default. Immutable.
 *
 * @param statistic kind of reading
 * @param intervalMillis expected time between readings, milliseconds, at least 1
 * @param maxOutOfOrdernessMillis how far a reading may be behind the newest phenomenon time of its datastream,
 *     milliseconds
 * @param idleTimeoutMillis after this much log time without a reading the datastream is idle: waiting readings are
 *     released, and while it is idle an open window closes this much after its end; milliseconds, at least 1; as a
 *     bundle states it, 0 for the value that follows from the interval
 * @param stamp meaning of the time stamps of its readings; null for {@link Datastream.Statistic#usualStamp}
 * @param reports when readings come
 * @param holdMillis longest time for which a held value is believed without a new one, milliseconds; 0 for the usual one
 * @param rollsOverAt a total that would reach this begins again at 0; NaN if it does not
 * @param states words of states, each with a number of its own; empty if none are stated
 * @param repeats which value stands if two different ones come for one time
 */
public record DatastreamOptions(
        @Param(
                tag = 1,
                name = "statistic",
                doc = "kind of reading: a value at a moment; a mean, a count or an amount of an interval; a direction,"
                        + " degrees clockwise from north; the total of a meter that counts up; or a state")
        Datastream.Statistic statistic,

        @Param(tag = 2, name = "interval", unit = Unit.MILLIS, max = "P31D", doc = "expected time between readings")
        long intervalMillis,

        @Param(
                tag = 3,
                name = "max-out-of-orderness",
                aliases = "allowance",
                unit = Unit.MILLIS,
                min = "PT0S",
                max = "P1D",
                or = "PT0S",
                doc = "how far a reading may be behind the newest phenomenon time of its datastream")
        long maxOutOfOrdernessMillis,

        @Param(
                tag = 4,
                name = "idle-timeout",
                aliases = "grace",
                unit = Unit.MILLIS,
                optional = true,
                none = "2 × interval + max-out-of-orderness + 10 s",
                doc = "log time without a reading after which waiting readings are released; windows of an idle"
                        + " datastream"
                        + " close so long after their end; not shorter than the interval")
        long idleTimeoutMillis,

        @Param(
                tag = 5,
                name = "stamp",
                optional = true,
                none = "end for mean, count and amount, or begin if times are dates alone; else instant",
                doc =
                        "meaning of the time stamps of readings: begin, middle or end of the interval that a reading stands"
                                + " for, or an instant")
        Datastream.Stamp stamp,

        @Param(
                tag = 6,
                name = "reports",
                or = "at-interval",
                doc =
                        "whether readings come at the interval, or when the value has changed: it then holds until the next"
                                + " reading, so that silence is no gap")
        Reports reports,

        @Param(
                tag = 7,
                name = "hold",
                unit = Unit.MILLIS,
                optional = true,
                none = "until the next reading; 2 × interval for a state that is reported at the interval",
                doc =
                        "longest time for which the value of a state, or of a datastream that reports on-change, is believed"
                                + " without a new one")
        long holdMillis,

        @Param(
                tag = 8,
                name = "rolls-over-at",
                unit = Unit.DATASTREAM,
                positive = true,
                optional = true,
                doc = "the total of a meter begins again at 0 when it would reach this, such as 65536")
        double rollsOverAt,

        @Param(
                tag = 9,
                name = "states",
                optional = true,
                keyed = true,
                max = "64",
                doc = "the word of each state and the number that stands for it, such as { closed: 0, open: 1 }")
        List<NamedState> states,

        @Param(
                tag = 12,
                name = "repeats",
                or = "first",
                doc = "which value stands if two different ones come for one time: the first one; the last one, which"
                        + " replaces it by a revision; or, by approval, a validated one, which replaces a"
                        + " provisional one")
        Datastream.Repeats repeats) {

    /** When readings come. */
    public enum Reports {
        /** At the interval of the datastream. */
        AT_INTERVAL,
        /** When the value has changed. */
        ON_CHANGE
    }

    /** Idle timeout beyond two intervals and the maximum out-of-orderness, milliseconds. */
    private static final long IDLE_TIMEOUT_MARGIN_MILLIS = 10_000;

    /** @throws IllegalArgumentException if the interval is below 1 or another time below 0 */
    public DatastreamOptions {
        Objects.requireNonNull(statistic, "statistic");
        Objects.requireNonNull(reports, "reports");
        states = List.copyOf(states);
        Objects.requireNonNull(repeats, "repeats");
        if (intervalMillis < 1 || idleTimeoutMillis < 0 || maxOutOfOrdernessMillis < 0) {
            throw new IllegalArgumentException(
                    "interval is at least 1 ms, maximum out-of-orderness and idle timeout at least 0");
        }
    }

    /** These four; every other one is as in a bundle that does not state it. */
    public static DatastreamOptions of(
            Datastream.Statistic statistic, long intervalMillis, long maxOutOfOrdernessMillis, long idleTimeoutMillis) {
        return ParamSpec.of(DatastreamOptions.class)
                .make(Map.of(
                        "statistic",
                        statistic,
                        "intervalMillis",
                        intervalMillis,
                        "maxOutOfOrdernessMillis",
                        maxOutOfOrdernessMillis,
                        "idleTimeoutMillis",
                        idleTimeoutMillis));
    }

    /** The meaning of its readings over time. */
    public ReadingKind kind() {
        boolean onChange = reports == Reports.ON_CHANGE;
        boolean state = statistic == Datastream.Statistic.STATE;
        if (!onChange && !state && Double.isNaN(rollsOverAt)) {
            return ReadingKind.of(statistic);
        }
        long usualHold = state && !onChange ? 2 * intervalMillis : 0;
        return new ReadingKind(statistic, onChange, holdMillis == 0 ? usualHold : holdMillis, rollsOverAt);
    }

    /** The word of a state; empty if its number has none. */
    public Optional<String> findState(double number) {
        for (NamedState state : states) { // by hand, because it is asked for each row of an answer
            if (state.number() == number) {
                return Optional.of(state.word());
            }
        }
        return Optional.empty();
    }

    /** This with what follows from what is stated. */
    public DatastreamOptions resolved() {
        return idleTimeoutMillis > 0
                ? this
                : ParamSpec.of(DatastreamOptions.class)
                        .with(
                                this,
                                "idleTimeoutMillis",
                                2 * intervalMillis + maxOutOfOrdernessMillis + IDLE_TIMEOUT_MARGIN_MILLIS);
    }
}
