package org.metrobed.analysis.score;

/**
 * How well the faults of a family were found. Immutable.
 *
 * @param family which; {@code all} for all of them
 * @param faults how many there were
 * @param found how many at least one alert matched
 * @param precision how far an alert like those that matched the family can be trusted: the mean, over them, of the share of
 *     their detector's alerts that matched any fault; over all families the share of all alerts; 0 without alerts
 * @param medianDelaySeconds from a found fault's onset to its first alert; 0 when it was open already, NaN when none is found
 * @param p95DelaySeconds the delay that 95 of 100 do not pass, by nearest rank
 * @param alertsPerEvent matching alerts over found faults; 0 when none is found
 */
public record FamilyScore(
        String family,
        int faults,
        int found,
        double precision,
        double medianDelaySeconds,
        double p95DelaySeconds,
        double alertsPerEvent) {

    /** Found over all; 0 when there were none. */
    public double recall() {
        return faults == 0 ? 0 : (double) found / faults;
    }

    FamilyScore withPrecision(double other) {
        return new FamilyScore(family, faults, found, other, medianDelaySeconds, p95DelaySeconds, alertsPerEvent);
    }
}
