package org.metrobed.lab.recording;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.metrobed.analysis.score.TrueFault;
import org.metrobed.stream.decode.Reading;

/**
 * Places faults in a recording at random. The first week has none, or the first half of a recording of less than two
 * weeks. Faults of one run are of one family and at least {@value #REST_DAYS} days apart; a run has at most one fault in
 * two weeks, so that the detector learns from ordinary values. A fault must change something. One thread.
 */
final class FaultPlacement {

    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int REST_DAYS = 3;
    private static final int DAYS_PER_FAULT = 14;
    private static final int WARM_UP_DAYS = 7;
    private static final int ATTEMPTS = 200;
    /** A fault of values changes them by this many daily spreads on average. */
    private static final double LEAST_CHANGE = 0.05;
    /** A spike has at most so many readings. */
    private static final int SPIKE_READINGS = 3;

    private final Recording recording;
    private final UsualValues usual;
    private final long warmUpMicros;
    private final SplittableRandom random;

    FaultPlacement(Recording recording, long seed) {
        this.recording = recording;
        this.warmUpMicros = recording.firstMicros()
                + Math.min(WARM_UP_DAYS * DAY_MICROS, (recording.lastMicros() - recording.firstMicros()) / 2);
        this.usual = UsualValues.of(recording, warmUpMicros);
        this.random = new SplittableRandom(seed);
    }

    /** The end of the time without faults, microseconds since 1970 UTC. */
    long warmUpMicros() {
        return warmUpMicros;
    }

    /** Whether values differ at all before the first fault. */
    boolean isPossible() {
        return usual.spread() > 0;
    }

    /** Runs with this many faults of a family in all, or with fewer if there is no room. */
    List<FaultedRecording> runs(FaultKind kind, int wanted) {
        int most = (int) Math.max(1, (recording.lastMicros() - warmUpMicros) / (DAYS_PER_FAULT * DAY_MICROS));
        List<FaultedRecording> runs = new ArrayList<>();
        int left = wanted;
        while (left > 0) {
            FaultedRecording run = run(kind, Math.min(most, left));
            if (run.truth().isEmpty()) {
                return runs;
            }
            runs.add(run);
            left -= run.truth().size();
        }
        return runs;
    }

    private FaultedRecording run(FaultKind kind, int wanted) {
        List<Reading> readings = recording.readings();
        List<InjectedFault> placed = new ArrayList<>();
        for (int attempt = 0; placed.size() < wanted && attempt < ATTEMPTS; attempt++) {
            InjectedFault fault = draw(kind);
            if (isFree(fault, placed) && changes(fault)) {
                readings = fault.inject(readings, usual);
                placed.add(fault);
            }
        }
        return new FaultedRecording(readings, placed.stream().map(this::truth).toList());
    }

    private TrueFault truth(InjectedFault fault) {
        return new TrueFault(recording.name(), fault.kind().word(), fault.fromMicros(), fault.toMicros());
    }

    private InjectedFault draw(FaultKind kind) {
        long from = warmUpMicros + (long) (random.nextDouble() * (recording.lastMicros() - warmUpMicros));
        long duration = duration(kind);
        if (kind == FaultKind.LOSS_OF_DAY) {
            LocalDate day = Instant.EPOCH
                    .plus(from, ChronoUnit.MICROS)
                    .atZone(recording.zone())
                    .toLocalDate();
            from = micros(day);
            duration = micros(day.plusDays(1)) - from;
        }
        double size = kind.smallest() + random.nextDouble() * (kind.largest() - kind.smallest());
        boolean mayFall = kind == FaultKind.SPIKE || kind == FaultKind.LEVEL_SHIFT || kind == FaultKind.DRIFT;
        boolean falls = random.nextBoolean() && mayFall && usual.canShowBelow(size * usual.spread());
        return new InjectedFault(kind, from, from + duration, falls ? -size : size, random.nextLong());
    }

    private long duration(FaultKind kind) {
        if (kind == FaultKind.SPIKE) {
            long most = Math.max(1, kind.longest().toNanos() / 1_000 / recording.intervalMicros());
            return (1 + random.nextLong(Math.min(SPIKE_READINGS, most))) * recording.intervalMicros();
        }
        long shortest = Math.max(6 * recording.intervalMicros(), kind.shortest().toNanos() / 1_000);
        long longest = Math.max(shortest, kind.longest().toNanos() / 1_000);
        return shortest + (long) (random.nextDouble() * (longest - shortest));
    }

    private long micros(LocalDate day) {
        return day.atStartOfDay(recording.zone()).toEpochSecond() * 1_000_000;
    }

    private boolean isFree(InjectedFault fault, List<InjectedFault> placed) {
        boolean inside = fault.fromMicros() >= warmUpMicros && fault.toMicros() <= recording.lastMicros();
        long rest = REST_DAYS * DAY_MICROS;
        return inside
                && placed.stream()
                        .allMatch(other -> fault.fromMicros() > other.toMicros() + rest
                                || other.fromMicros() > fault.toMicros() + rest);
    }

    /** Whether the recording has most of its readings there, is not stuck itself, and is changed by the fault. */
    private boolean changes(InjectedFault fault) {
        List<Reading> before = within(recording.readings(), fault);
        long expected = Math.max(1, (fault.toMicros() - fault.fromMicros()) / recording.intervalMicros());
        if (2L * before.size() < expected || isStuck(fault)) {
            return false;
        }
        if (!fault.kind().isOfValues()) {
            return true;
        }
        List<Reading> after = within(fault.inject(recording.readings(), usual), fault);
        double sum = 0;
        for (int i = 0; i < before.size(); i++) {
            double change = Math.abs(after.get(i).value() - before.get(i).value());
            sum += Double.isFinite(change) ? change : 0;
        }
        return sum / before.size() >= LEAST_CHANGE * usual.spread();
    }

    /** Whether the recording itself has one value throughout the day before. */
    private boolean isStuck(InjectedFault fault) {
        return recording.readings().stream()
                        .filter(reading -> reading.phenomenonMicros() >= fault.fromMicros() - DAY_MICROS
                                && reading.phenomenonMicros() < fault.fromMicros())
                        .mapToDouble(Reading::value)
                        .distinct()
                        .limit(2)
                        .count()
                < 2;
    }

    private static List<Reading> within(List<Reading> readings, InjectedFault fault) {
        return readings.stream().filter(fault::contains).toList();
    }
}
