package org.metrobed.decoders.text;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.model.DeadLetter.Reason;
import org.metrobed.model.calendar.IsoTime;
import org.metrobed.model.calendar.RepeatedHour;
import org.metrobed.model.calendar.StatedTime;

/**
 * The local times of one message that the clock of a zone shows twice or never. While the message is read they are open: they stand
 * in its readings as a number before all calendars. Then {@link #settle} decides a repeated one by the order of the readings of its
 * device and field, else by the received time, else refuses it. For one message and one thread.
 */
final class OpenTimes {

    /** What is added to an open local time, microseconds. */
    private static final long OPEN = -8_000_000_000_000_000_000L;
    /** What is added to one that another zone shows twice, which its text names. */
    private static final long TWICE = -8_700_000_000_000_000_000L;
    /** What is added to one that such a zone skips. */
    private static final long SKIPPED = -7_350_000_000_000_000_000L;
    /** Local times reach to the year 11476, so that the three ranges are apart. */
    private static final long LARGEST = 300_000_000_000_000_000L;

    private static final long LAST_OPEN = -7_000_000_000_000_000_000L;
    /** A reading is received at most this long before its time, as its clock may be ahead; milliseconds. */
    private static final long AHEAD_MILLIS = 60_000;

    private final ZoneId zone;
    private final long receivedMillis;
    private final Map<Integer, Long> settled = new HashMap<>();

    OpenTimes(ZoneId zone, long receivedMillis) {
        this.zone = zone;
        this.receivedMillis = receivedMillis;
    }

    /** The number that stands for an open local time; numbers are in the order of the local times. */
    static long open(LocalDateTime local) {
        return number(OPEN, local);
    }

    /** The number that stands for a local time which the zone that its text names skips or shows twice: it is refused. */
    static long refused(LocalDateTime local, boolean skipped) {
        return number(skipped ? SKIPPED : TWICE, local);
    }

    private static long number(long kind, LocalDateTime local) {
        long micros = StatedTime.micros(local, ZoneOffset.UTC);
        return Math.abs(micros) > LARGEST ? IsoTime.INVALID : kind + micros;
    }

    private static long kind(long micros) {
        return micros < OPEN - LARGEST ? TWICE : micros > OPEN + LARGEST ? SKIPPED : OPEN;
    }

    static boolean isOpen(long micros) {
        return micros < LAST_OPEN && micros != Measurement.NO_TIME;
    }

    /** The result of a message, with instants in place of open times and refusals of those that nothing decides. */
    Decoded settle(Decoded decoded) {
        Stream<Timed> words = decoded.rejections().stream()
                .filter(one -> one.word() != null)
                .map(one -> new Timed(
                        one.index(), one.device(), one.property(), one.word().phenomenonMicros()));
        Stream<Timed> readings = decoded.measurements().stream()
                .map(one -> new Timed(one.index(), one.device(), one.property(), one.phenomenonMicros()));
        List<Timed> timed = Stream.concat(words, readings)
                .filter(one -> one.micros() != Measurement.NO_TIME)
                .sorted(Comparator.comparingInt(Timed::index))
                .toList();
        if (timed.stream().noneMatch(one -> isOpen(one.micros()))) {
            return decoded;
        }
        Map<List<String>, List<Timed>> series = new HashMap<>();
        timed.stream()
                .filter(Timed::isDecidable)
                .forEach(one -> series.computeIfAbsent(
                                List.of(String.valueOf(one.device()), one.property()), key -> new ArrayList<>())
                        .add(one));
        if (timed.stream().anyMatch(one -> isOpen(one.micros()) && one.isDecidable())) {
            series.values().forEach(this::decide);
        }
        return settled(decoded);
    }

    /**
     * Decides the open times of one device and field. In a series that goes on in time all before a reading of the first hour is of
     * that hour. A series without a direction is refused if the received time gives some of it to one hour and some to the other.
     */
    private void decide(List<Timed> series) {
        List<Timed> local = series.stream()
                .filter(one -> isOpen(one.micros()) || RepeatedHour.find(zone, local(one.micros())) == null)
                .toList();
        RepeatedHour order = new RepeatedHour(zone);
        local.forEach(one -> order.add(local(one.micros())));
        ZoneOffset[] offsets = new ZoneOffset[local.size()];
        Set<ZoneOffset> received = new HashSet<>();
        boolean first = false;
        for (int i = 0; i < offsets.length; i++) {
            int place = order.direction() < 0 ? i : offsets.length - 1 - i; // from the newest on
            LocalDateTime time = local(local.get(place).micros());
            ZoneOffsetTransition change = RepeatedHour.find(zone, time);
            offsets[place] = order.offset(place, time);
            if (offsets[place] == null && change != null) {
                offsets[place] = first ? change.getOffsetBefore() : byReception(change, time);
                received.add(offsets[place]);
            }
            first = change != null
                    && order.direction() != 0
                    && change.getOffsetBefore().equals(offsets[place]);
        }
        received.remove(null);
        boolean contradictory = order.direction() == 0 && received.size() > 1;
        for (int i = 0; i < offsets.length && !contradictory; i++) {
            if (isOpen(local.get(i).micros()) && offsets[i] != null) {
                settled.put(
                        local.get(i).index(),
                        StatedTime.micros(local(local.get(i).micros()), offsets[i]));
            }
        }
    }

    /** The offset at which the reading was received at most half of the repeated time after it was taken. */
    private ZoneOffset byReception(ZoneOffsetTransition change, LocalDateTime local) {
        long half = -change.getDuration().toMillis() / 2;
        for (ZoneOffset offset : List.of(change.getOffsetBefore(), change.getOffsetAfter())) {
            long late = receivedMillis - local.toInstant(offset).toEpochMilli();
            if (late >= -AHEAD_MILLIS && late <= half) {
                return offset;
            }
        }
        return null;
    }

    private Decoded settled(Decoded decoded) {
        List<Measurement> measurements = new ArrayList<>();
        List<Decoded.Rejection> rejections = new ArrayList<>();
        for (Measurement one : decoded.measurements()) {
            Long micros =
                    isOpen(one.phenomenonMicros()) ? settled.get(one.index()) : Long.valueOf(one.phenomenonMicros());
            if (micros == null) {
                rejections.add(refusal(one.index(), one.device(), one.property(), one.phenomenonMicros()));
            } else {
                measurements.add(one.at(micros));
            }
        }
        for (Decoded.Rejection one : decoded.rejections()) {
            boolean open = one.word() != null && isOpen(one.word().phenomenonMicros());
            Long micros = open ? settled.get(one.index()) : null;
            rejections.add(
                    !open
                            ? one
                            : micros != null
                                    ? one.at(micros)
                                    : refusal(
                                            one.index(),
                                            one.device(),
                                            one.property(),
                                            one.word().phenomenonMicros()));
        }
        return new Decoded(measurements, rejections, decoded.signs(), decoded.commands());
    }

    private Decoded.Rejection refusal(int index, String device, String property, long micros) {
        LocalDateTime local = local(micros);
        if (kind(micros) != OPEN) {
            boolean skips = kind(micros) == SKIPPED;
            return new Decoded.Rejection(
                    index,
                    skips ? Reason.SKIPPED_TIME : Reason.AMBIGUOUS_TIME,
                    "the clock of the zone that the time names "
                            + (skips
                                    ? "skips " + local
                                    : "shows " + local + " twice; an offset would tell which is meant"),
                    device,
                    property);
        }
        String fault = StatedTime.fault(zone, local);
        return RepeatedHour.find(zone, local) == null
                ? new Decoded.Rejection(index, Reason.SKIPPED_TIME, fault, device, property)
                : new Decoded.Rejection(
                        index,
                        Reason.AMBIGUOUS_TIME,
                        fault
                                + "; neither the order of the readings nor the received time, at most half of the repeated"
                                + " time later, tells which is meant",
                        device,
                        property);
    }

    private LocalDateTime local(long micros) {
        return isOpen(micros)
                ? LocalDateTime.ofInstant(Instant.EPOCH.plus(micros - kind(micros), ChronoUnit.MICROS), ZoneOffset.UTC)
                : LocalDateTime.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), zone);
    }

    private record Timed(int index, String device, String property, long micros) {

        /** Whether it is not of a zone of its own. */
        boolean isDecidable() {
            return !isOpen(micros) || kind(micros) == OPEN;
        }
    }
}
