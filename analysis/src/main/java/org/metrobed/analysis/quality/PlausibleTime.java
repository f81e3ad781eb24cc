package org.metrobed.analysis.quality;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Verdicts;
import org.metrobed.model.params.TestParams;

/**
 * Flags a row whose clock was not set. Stateless. It is applied where a time stamp is read, and only a suspect verdict
 * is stored.
 */
public final class PlausibleTime extends QualityTest<PlausibleTime.Params, Void> {

    /** The one instance. */
    public static final PlausibleTime TEST = new PlausibleTime();

    /** The bits of a suspect verdict, in the first word. */
    public static final long SUSPECT =
            TestBits.with(Verdicts.NONE, TEST.slot(), QualityFlag.SUSPECT).word0();

    private static final long DAY_MICROS = 86_400_000_000L;
    /** How long a device may run after a start without a set clock. */
    private static final long RUN_MICROS = 30 * DAY_MICROS;
    /** A younger row is rather a backlog than a start without a set clock. */
    private static final long BACKLOG_MICROS = 180 * DAY_MICROS;

    /**
     * Dates at which clocks start that were never set, microseconds since 1970 UTC: POSIX, personal computers, GPS, embedded
     * run-time systems and LoRaWAN gateways, and the years at which real-time clocks of common chips begin.
     */
    private static final List<Long> STARTS = LongStream.concat(
                    Stream.of(LocalDate.of(1980, 1, 6), LocalDate.of(2015, 10, 28))
                            .mapToLong(PlausibleTime::micros),
                    LongStream.of(1970, 1980, 2000, 2001, 2010, 2012, 2015, 2016, 2017, 2018, 2019, 2020, 2021)
                            .map(year -> micros(LocalDate.of((int) year, 1, 1))))
            .boxed()
            .toList();

    /** The test has no parameters: the trust is that of the binding. */
    public record Params() implements TestParams {
        @Override
        public int slot() {
            return TEST.slot();
        }
    }

    private PlausibleTime() {
        super(
                12,
                Phase.ALONE,
                TestInfo.of(
                        "plausible-time",
                        "The clock of the device was not set.",
                        "Suspect if the time stamp is further before the reception than the binding trusts (clock), two years by"
                                + " default, or before the first deployment of its thing, if the catalog says when that began."
                                + " Suspect also within 30 days after a date at which clocks without power start"
                                + " (such as 1970-01-01, 1980-01-06, 2000-01-01, 2012-01-01), if the row was received more than"
                                + " 180 days later. Not applied to recordings, and stored only if suspect.",
                        "Our practice, after public reports of gateways and controllers that start at these dates."),
                Params.class);
    }

    private static long micros(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000;
    }

    @Override
    public Place place() {
        return Place.NOWHERE;
    }

    /**
     * The verdict on a row.
     *
     * @param stampMicros its time stamp, microseconds since 1970 UTC
     * @param receivedMicros when it was received, microseconds since 1970 UTC
     * @param trustMicros how far before the reception a time stamp is believed, microseconds
     * @param deployedMicros when the first deployment of its thing began, microseconds since 1970 UTC; {@link
     *     Long#MIN_VALUE} if it is not known
     */
    public QualityFlag verdict(long stampMicros, long receivedMicros, long trustMicros, long deployedMicros) {
        long age = receivedMicros - stampMicros;
        boolean started = age > BACKLOG_MICROS
                && STARTS.stream().anyMatch(start -> stampMicros >= start && stampMicros < start + RUN_MICROS);
        return age > trustMicros || started || stampMicros < deployedMicros ? QualityFlag.SUSPECT : QualityFlag.GOOD;
    }

    /** What a row says about its clock: the bits of a suspect verdict, and the mark of a replaced time. */
    public static long ofRow(Verdicts verdicts) {
        long suspect = isSuspect(verdicts) ? SUSPECT : TestBits.NONE;
        return suspect | (verdicts.word0() & TestBits.CLOCK_REPLACED);
    }

    /** The bits of these marks that {@link #ofRow} has. */
    public static long ofMarks(long marks) {
        return marks & (SUSPECT | TestBits.CLOCK_REPLACED);
    }

    /** Whether the clock of a row was found not to be set. */
    public static boolean isSuspect(Verdicts verdicts) {
        return TestBits.verdict(verdicts, TEST.slot()) == QualityFlag.SUSPECT;
    }
}
