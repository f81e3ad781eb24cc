package org.metrobed.api.redrive;

import java.util.List;
import org.metrobed.model.DeadLetter;

/**
 * What became of dead letters that were driven again. Immutable.
 *
 * @param settled how many became readings
 * @param refused those that were refused again, as their new attempts
 * @param unexplained how many were refused without a new dead letter
 * @param pending how many had no outcome yet
 */
public record RedriveOutcomes(int settled, List<DeadLetter> refused, int unexplained, int pending) {
    public RedriveOutcomes {
        refused = List.copyOf(refused);
    }
}
