package org.metrobed.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * An MQTT topic filter: levels divided by {@code /}, {@code +} for any one level, {@code #} at the end for the rest and the level
 * before. A topic is a filter of itself alone. A wildcard at the first level takes in no topic that starts with {@code $}.
 * Immutable.
 */
public final class TopicFilter {

    private static final String ONE = "+";
    private static final String REST = "#";
    private static final String SHARED = "$share/";
    private static final int MAX_BYTES = 65_535;

    private final String[] levels;

    private TopicFilter(String[] levels) {
        this.levels = levels;
    }

    /** The filter of a text; a wildcard where {@link #isValid} allows none is a literal. */
    public static TopicFilter of(String text) {
        return new TopicFilter(text.split("/", -1));
    }

    /** What a subscription matches: without the group of a shared one. */
    public static TopicFilter ofSubscription(String subscription) {
        if (!subscription.startsWith(SHARED)) {
            return of(subscription);
        }
        int slash = subscription.indexOf('/', SHARED.length());
        return of(slash < 0 ? subscription : subscription.substring(slash + 1));
    }

    /**
     * Whether MQTT can carry a text: at most 65,535 bytes of UTF-8, without control characters, unpaired surrogates and
     * noncharacters. A broker may end the connection of a client that sends any other.
     */
    public static boolean isText(String text) {
        return text.getBytes(UTF_8).length <= MAX_BYTES && text.codePoints().allMatch(TopicFilter::isCharacter);
    }

    private static boolean isCharacter(int code) {
        boolean outside = (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
        return !outside && !Character.isISOControl(code) && Character.getType(code) != Character.SURROGATE;
    }

    /** Whether a text is a filter: {@link #isText text}, {@code +} alone in a level, {@code #} alone in the last. */
    public static boolean isValid(String text) {
        String[] levels = text.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            boolean wild = levels[i].contains(ONE) || levels[i].contains(REST);
            boolean misplaced = levels[i].equals(REST) && i < levels.length - 1;
            if (wild && (levels[i].length() > 1 || misplaced)) {
                return false;
            }
        }
        return !text.isEmpty() && isText(text);
    }

    /** Whether every topic of the other one is a topic of this one. */
    public boolean covers(TopicFilter other) {
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

    /** Whether a topic may be one of both. */
    public boolean overlaps(TopicFilter other) {
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
        return levels[0].startsWith("$");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TopicFilter filter && Arrays.equals(filter.levels, levels);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(levels);
    }

    @Override
    public String toString() {
        return String.join("/", levels);
    }
}
