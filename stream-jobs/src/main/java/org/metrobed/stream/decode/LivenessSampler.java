package org.metrobed.stream.decode;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.metrobed.model.Liveness;
import org.metrobed.stream.source.RawRecord;

/**
 * Emits liveness signals of gateways and things: at most one for each in {@value #EVERY_MILLIS} ms of log time and
 * partition or session, so the cost is small. Its memory is lost in a restart: then a second signal of the running slot may follow,
 * which makes "last heard" later by less than a slot. One thread.
 */
final class LivenessSampler {

    /** At most one signal in this time, milliseconds of log time. */
    static final long EVERY_MILLIS = 30_000;

    private static final int MAX_REMEMBERED = 200_000;

    private final Map<Integer, Map<String, Long>> gateways = new HashMap<>();
    private final Map<Integer, Map<String, Long>> things = new HashMap<>();
    private final Consumer<LivenessSignal> out;

    LivenessSampler(Consumer<LivenessSignal> out) {
        this.out = out;
    }

    /** Takes a message that came through a gateway. */
    void gateway(RawRecord message, String gateway) {
        if (isDue(gateways, message, gateway)) {
            out.accept(new LivenessSignal(
                    Liveness.Kind.GATEWAY,
                    gateway,
                    "",
                    message.logMillis(),
                    LivenessSignal.NO_TIME,
                    Liveness.Status.UNKNOWN));
        }
    }

    /**
     * Takes a message with data of a thing.
     *
     * @param session the key of the message's session, empty for none: subtasks decode different sessions of one partition, so that
     *     each of them gives signals of its own
     */
    void thing(RawRecord message, String session, String thing, String gateway, long newestMicros) {
        if (isDue(things, message, session.isEmpty() ? thing : session + " " + thing)) {
            out.accept(new LivenessSignal(
                    Liveness.Kind.THING, thing, gateway, message.logMillis(), newestMicros, Liveness.Status.UNKNOWN));
        }
    }

    private static boolean isDue(Map<Integer, Map<String, Long>> all, RawRecord message, String id) {
        Map<String, Long> ofPartition = all.computeIfAbsent(message.partition(), partition -> new HashMap<>());
        Long slot = message.logMillis() / EVERY_MILLIS;
        if (slot.equals(ofPartition.get(id))) {
            return false;
        }
        if (ofPartition.size() >= MAX_REMEMBERED) {
            ofPartition.clear();
        }
        ofPartition.put(id, slot);
        return true;
    }
}
