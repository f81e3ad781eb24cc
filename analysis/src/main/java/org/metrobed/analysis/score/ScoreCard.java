package org.metrobed.analysis.score;

import java.util.List;

/**
 * How well alerts found faults. Immutable.
 *
 * @param families scores in the order of names
 * @param all the score over all families
 * @param alerts number of alerts
 * @param falseAlerts number of alerts that matched no fault
 * @param falseAlertsPerDatastreamDay over all days, including days with faults and days of learning
 */
public record ScoreCard(
        List<FamilyScore> families, FamilyScore all, int alerts, int falseAlerts, double falseAlertsPerDatastreamDay) {
    public ScoreCard {
        families = List.copyOf(families);
    }
}
