package org.metrobed.embedded.access;

import java.util.List;

/** MQTT topic filters: which topics and which other filters they cover. Static functions only. */
final class TopicFilters {

    private static final String SHARED = "$share/";

    private TopicFilters() {}

    /**
     * Whether wildcards are only where they are allowed: {@code +} as a whole level, {@code #} as the whole last level.
     */
    static boolean isValid(String filter) {
        List<String> levels = levels(filter);
        for (int i = 0; i < levels.size(); i++) {
            String level = levels.get(i);
            boolean wild = level.contains("+") || level.contains("#");
            if (wild && (level.length() > 1 || (level.equals("#") && i < levels.size() - 1))) {
                return false;
            }
        }
        return !filter.isEmpty();
    }

    /** The filter of a subscription, without the group of a shared one. */
    static String unshared(String subscription) {
        if (!subscription.startsWith(SHARED)) {
            return subscription;
        }
        int slash = subscription.indexOf('/', SHARED.length());
        return slash < 0 ? subscription : subscription.substring(slash + 1);
    }

    /**
     * Whether {@code outer} matches each topic that {@code inner} matches; a topic is a filter that matches only
     * itself.
     */
    static boolean covers(String outer, String inner) {
        if (isHidden(outer) != isHidden(inner)) {
            return false;
        }
        List<String> out = levels(outer);
        List<String> in = levels(inner);
        for (int i = 0; i < out.size(); i++) {
            if (out.get(i).equals("#")) {
                return true;
            }
            if (i >= in.size() || in.get(i).equals("#")) {
                return false;
            }
            if (!out.get(i).equals("+") && !out.get(i).equals(in.get(i))) {
                return false;
            }
        }
        return in.size() == out.size();
    }

    /** Whether there is a topic that both match. */
    static boolean overlap(String one, String other) {
        if (isHidden(one) != isHidden(other)) {
            return false;
        }
        List<String> a = levels(one);
        List<String> b = levels(other);
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            String left = i < a.size() ? a.get(i) : null;
            String right = i < b.size() ? b.get(i) : null;
            if ("#".equals(left) || "#".equals(right)) {
                return true;
            }
            boolean same =
                    left != null && right != null && (left.equals("+") || right.equals("+") || left.equals(right));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** Filters that start with a wildcard do not match topics that start with a dollar. */
    private static boolean isHidden(String filter) {
        return filter.startsWith("$");
    }

    private static List<String> levels(String filter) {
        return List.of(filter.split("/", -1));
    }
}
