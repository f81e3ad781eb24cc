package org.metrobed.model;

import java.util.Map;
import java.util.Objects;
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
 * @param repeats which value stands if two different ones come for one time
 */
public record DatastreamOptions(
        @Param(
                tag = 1,
                name = "statistic",
                doc = "kind of reading: a value at a moment, a mean or a count of an interval, or a direction,"
                        + " degrees clockwise from north")
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
                none = "end for mean and count, else instant",
                doc =
                        "meaning of the time stamps of readings: begin, middle or end of the interval that a reading stands"
                                + " for, or an instant")
        Datastream.Stamp stamp,

        @Param(
                tag = 12,
                name = "repeats",
                or = "first",
                doc =
                        "which value stands if two different ones come for one time: the first one, or the last one, which"
                                + " replaces it by a revision")
        Datastream.Repeats repeats) {

    /** Idle timeout beyond two intervals and the maximum out-of-orderness, milliseconds. */
    private static final long IDLE_TIMEOUT_MARGIN_MILLIS = 10_000;

    /** @throws IllegalArgumentException if the interval is below 1 or another time below 0 */
    public DatastreamOptions {
        Objects.requireNonNull(statistic, "statistic");
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
