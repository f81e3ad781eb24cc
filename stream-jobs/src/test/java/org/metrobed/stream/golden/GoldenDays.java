package org.metrobed.stream.golden;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * The two days of the golden log, written anew only if its file is missing. The anomaly detector learns from the first
 * day; the faults are on the second. Messages from the ingest outage are received when ingest is back.
 */
final class GoldenDays {

    /** 2025-05-02T00:00:00Z, milliseconds since 1970 UTC. */
    static final long START = 1_746_144_000_000L;

    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;

    private static final long OUTAGE = START + 35 * HOUR;
    private static final long BACK = OUTAGE + 40 * MINUTE;
    /** Thirty hours after the last message; windows of a day have closed by then. */
    private static final long LAST_BEAT = START + 78 * HOUR;

    private final TreeMap<Long, List<LongConsumer>> agenda = new TreeMap<>();
    private final GoldenLogWriter writer = new GoldenLogWriter(START);

    private GoldenDays() {}

    /** Writes the log; {@code bundle} is the first version of the catalog. */
    static GoldenLog write(String bundle) {
        GoldenDays days = new GoldenDays();
        days.catalog(bundle);
        days.outage();
        new GoldenAir(days).plan();
        new GoldenOthers(days).plan();
        new GoldenFaults(days).plan();
        while (!days.agenda.isEmpty()) { // redrives are planned during the loop
            Map.Entry<Long, List<LongConsumer>> next = days.agenda.pollFirstEntry();
            days.writer.pass(next.getKey() - 1);
            next.getValue().forEach(event -> event.accept(next.getKey()));
        }
        days.writer.pass(LAST_BEAT);
        return days.writer.log();
    }

    /** Milliseconds since 1970 UTC of an hour and minute of the log. */
    static long at(int hour, int minute) {
        return START + hour * HOUR + minute * MINUTE;
    }

    /** A message that is published at a time; ingest receives it then, or when ingest is back. */
    void send(long millis, String topic, String key, ByteString payload) {
        plan(millis, received -> writer.message(received, topic, key, payload));
    }

    void send(long millis, String topic, String thing, String payload) {
        send(millis, topic, "harbour/" + thing, ByteString.copyFromUtf8(payload));
    }

    /** A message of the native format, through a gateway. */
    void up(long millis, String gateway, String thing, String payload) {
        send(millis, "metrobed/v1/harbour/" + gateway + "/" + thing + "/up", thing, payload);
    }

    /** A message that is redriven later. */
    void again(long millis, String topic, String thing, String payload, long againMillis, String indices) {
        plan(millis, received -> {
            GoldenLogWriter.Place place =
                    writer.message(received, topic, "harbour/" + thing, ByteString.copyFromUtf8(payload));
            at(againMillis, later -> writer.redrive(later, place, indices));
        });
    }

    void oversize(long millis, String topic, String thing, String head, long length) {
        plan(
                millis,
                received ->
                        writer.oversize(received, topic, "harbour/" + thing, ByteString.copyFromUtf8(head), length));
    }

    private void outage() {
        at(OUTAGE, millis -> writer.silence(BACK));
        at(OUTAGE + 5 * MINUTE, millis -> writer.note(millis, OUTAGE));
    }

    private void plan(long millis, LongConsumer event) {
        at(millis > OUTAGE && millis < BACK ? BACK : millis, event);
    }

    private void at(long millis, LongConsumer event) {
        agenda.computeIfAbsent(millis, time -> new ArrayList<>()).add(event);
    }

    /**
     * A first version in force from the beginning, one that does not compile, one in force from the second day on, and
     * a heartbeat that there is no other. The bundle has the deprecated keys of published versions.
     */
    private void catalog(String bundle) {
        String second = bundle.replace("suspect: 15, fail: 45", "suspect: 20, fail: 60")
                .replace("above: 125.4, clear: 110", "above: 100, clear: 90")
                .replace("{ part-of: pm10, tolerance: 3 }", "{ part-of: pm10, tolerance: 5 }")
                .replace("    devices: {}\n", "    devices: { late-name: air-03 }\n")
                .replace("    watch: { severity: info }\n", "    watch: { severity: warning }\n");
        writer.catalog(START, Map.of("harbour.yaml", bundle));
        writer.catalogBeat(START + HOUR);
        writer.catalog(START + 20 * HOUR, Map.of("harbour.yaml", bundle.replace("unit: ug/m3", "unit: feathers")));
        writer.catalog(START + 25 * HOUR, Map.of("harbour.yaml", second));
        writer.catalogBeat(LAST_BEAT + HOUR);
    }
}
