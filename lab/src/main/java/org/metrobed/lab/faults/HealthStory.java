package org.metrobed.lab.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What {@code /health} said of a fault, and what of it was not true. Immutable.
 *
 * @param said in words
 * @param lies each in words; empty if it told the truth
 */
record HealthStory(String said, List<String> lies) {

    private static final int OK = 200;
    /** A busy machine may leave one request without an answer. */
    private static final int SILENT_LOOKS = 3;
    /** So long before the end of a fault a look may meet its end already. */
    private static final double MARGIN_SECONDS = 2;

    HealthStory {
        lies = List.copyOf(lies);
    }

    /**
     * Compares the answers with what was promised.
     *
     * @param looks all answers from the begin of the load until the system was at rest, in order
     * @param beganNanos the begin of the fault, from {@link System#nanoTime}
     * @param endedNanos its end
     */
    static HealthStory of(HealthPromise promise, List<HealthWitness.Seen> looks, long beganNanos, long endedNanos) {
        Map<String, String> said = new LinkedHashMap<>();
        Set<String> lies = new LinkedHashSet<>();
        int silent = 0;
        int unready = 0;
        double lastTrouble = 0;
        String newest = "";
        for (HealthWitness.Seen look : looks) {
            double seconds = (look.askedNanos() - beganNanos) / 1e9;
            double left = (endedNanos - look.askedNanos()) / 1e9;
            if (seconds < 0) {
                continue;
            }
            boolean during = left > MARGIN_SECONDS;
            newest = look.health();
            if (!newest.equals("up")) {
                lastTrouble = -left;
            }
            note(said, look, seconds);
            silent = look.live() == OK ? 0 : silent + 1;
            if (silent == SILENT_LOOKS && (promise.apiAnswers() || !during)) {
                lies.add("/livez does not answer");
            }
            unready = look.live() == OK && look.ready() != OK && !look.down().contains("database") ? unready + 1 : 0;
            if (unready == SILENT_LOOKS) {
                lies.add("/readyz is not 200, and the database answers");
            }
            look.down().stream()
                    .filter(part -> !promise.mayBeDown().contains(part))
                    .forEach(part -> lies.add(part + " is down, and was well"));
            if (during && promise.isDue(seconds) && !look.down().contains(promise.part())) {
                lies.add(promise.part() + " is not down after " + promise.delaySeconds() + " s");
            }
        }
        if (!newest.equals("up")) {
            lies.add("it does not say up in the end");
        }
        String end = newest.equals("up") && lastTrouble > 0
                ? String.format(Locale.ROOT, "; up %.0f s after its end", lastTrouble + 1)
                : newest.equals("up") ? "; up at its end" : "; not up in the end";
        return new HealthStory(said.isEmpty() ? "up" : String.join(", ", said.values()) + end, new ArrayList<>(lies));
    }

    private static void note(Map<String, String> said, HealthWitness.Seen look, double seconds) {
        String after = String.format(Locale.ROOT, " after %.0f s", seconds);
        if (look.health().isEmpty()) {
            said.putIfAbsent("silent", "no answer" + after);
        }
        look.down().forEach(part -> said.putIfAbsent(part + " down", part + " down" + after));
        look.behind().forEach(part -> said.putIfAbsent(part + " behind", part + " behind" + after));
    }
}
