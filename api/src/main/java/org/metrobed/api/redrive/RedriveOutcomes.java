package org.metrobed.api.redrive;

import java.util.List;
import org.metrobed.model.DeadLetter;

/**
 * Outcomes of redriven dead letters. Immutable.
 *
 * @param settled number that became readings
 * @param refused those that were refused again, as their new attempts
 * @param unexplained number that were refused without a new dead letter
 * @param pending number without an outcome yet
 */
public record RedriveOutcomes(int settled, List<DeadLetter> refused, int unexplained, int pending) {
    public RedriveOutcomes {
        refused = List.copyOf(refused);
    }
}
