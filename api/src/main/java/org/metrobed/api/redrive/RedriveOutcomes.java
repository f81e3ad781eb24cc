package org.metrobed.api.redrive;

import java.util.List;
import org.metrobed.model.DeadLetter;

/**
 * Outcomes of redriven dead letters. Immutable.
 *
 * @param settled number that became readings
 * @param empty number that are settled without a reading: their messages hold none, or each is a dead letter of its own now
 * @param refused those that were refused again, as their new attempts
 * @param ignored number that gave no reading: the binding ignores it, or the message, as it is decoded now, has none of its index;
 *     they stay open
 * @param pending number without an outcome yet
 */
public record RedriveOutcomes(int settled, int empty, List<DeadLetter> refused, int ignored, int pending) {
    public RedriveOutcomes {
        refused = List.copyOf(refused);
    }
}
