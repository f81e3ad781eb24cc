package org.metrobed.ingest.route;

/**
 * An MQTT topic filter for comparison with others: levels separated by {@code /}, {@code +} for any one level,
 * {@code #} at the end for the rest and the level before. A wildcard at the first level matches no topic that starts
 * with {@code $}. Immutable.
 */
final class TopicFilter {

    private static final String ONE = "+";
    private static final String REST = "#";

    private final String text;
    private final String[] levels;

    TopicFilter(String text) {
        this.text = text;
        this.levels = text.split("/", -1);
    }

    /** Whether this filter matches every topic that the other one matches. */
    boolean covers(TopicFilter other) {
        for (int i = 0; i < levels.length; i++) {
            if (is(i, REST)) {
                return !(i == 0 && other.isReserved());
            }
            if (i >= other.levels.length || other.is(i, REST)) {
                return false;
            }
            boolean taken = is(i, ONE) ? !(i == 0 && other.isReserved()) : levels[i].equals(other.levels[i]);
            if (!taken) {
                return false;
            }
        }
        return levels.length == other.levels.length;
    }

    /** Whether a topic may match both. */
    boolean overlaps(TopicFilter other) {
        boolean wild = is(0, ONE) || is(0, REST) || other.is(0, ONE) || other.is(0, REST);
        if (wild && (isReserved() || other.isReserved())) {
            return false;
        }
        int common = Math.min(levels.length, other.levels.length);
        for (int i = 0; i < common; i++) {
            if (is(i, REST) || other.is(i, REST)) {
                return true;
            }
            if (!is(i, ONE) && !other.is(i, ONE) && !levels[i].equals(other.levels[i])) {
                return false;
            }
        }
        return levels.length == other.levels.length || is(common, REST) || other.is(common, REST);
    }

    private boolean is(int level, String wildcard) {
        return level < levels.length && levels[level].equals(wildcard);
    }

    private boolean isReserved() {
        return text.startsWith("$");
    }

    @Override
    public String toString() {
        return text;
    }
}
