package org.metrobed.core.profile;

import java.util.ArrayDeque;
import java.util.Deque;
import org.metrobed.core.window.Summary;

/**
 * Merges many summaries two by two of like weight, so that each enters few merges and rounding errors stay small. Mutable, one
 * thread; as many summaries large as their number has binary digits.
 */
final class SummaryPile {

    private final Deque<Summary> pile = new ArrayDeque<>();
    private int added;

    /** One more. */
    void add(Summary summary) {
        if (summary.count() == 0) {
            return;
        }
        pile.push(summary);
        added++;
        for (int weight = added; weight % 2 == 0; weight /= 2) {
            Summary later = pile.pop();
            pile.push(pile.pop().merge(later));
        }
    }

    /** All together. */
    Summary merged() {
        Summary merged = Summary.EMPTY;
        for (Summary part : pile) {
            merged = part.merge(merged);
        }
        return merged;
    }
}
