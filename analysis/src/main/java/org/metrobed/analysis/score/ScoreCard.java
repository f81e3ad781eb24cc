package org.metrobed.analysis.score;

import java.util.List;

/**
 * How well alerts found faults. Immutable.
 *
 * @param families by name
 * @param all over all families
 * @param alerts how many there were
 * @param falseAlerts those that matched no fault
 * @param falseAlertsPerDatastreamDay over all days, those with faults and those of learning included
 */
public record ScoreCard(
        List<FamilyScore> families, FamilyScore all, int alerts, int falseAlerts, double falseAlertsPerDatastreamDay) {
    public ScoreCard {
        families = List.copyOf(families);
    }
}
