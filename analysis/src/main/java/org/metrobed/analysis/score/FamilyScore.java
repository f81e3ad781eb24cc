package org.metrobed.analysis.score;

/**
 * How well the faults of one family were found. Immutable.
 *
 * @param family name of the family; {@code all} for all families
 * @param faults number of faults
 * @param found number of faults that at least one alert matched
 * @param precision how far alerts like those that matched this family can be trusted. Each matching alert gives the
 *     share of its detector's alerts that matched any fault; the precision is the mean of these shares. Over all
 *     families it is the share of all alerts that matched. 0 without alerts
 * @param medianDelaySeconds from the onset of a found fault to its first alert; 0 if the alert was already open, NaN if
 *     none is found
 * @param p95DelaySeconds the delay that 95 of 100 do not exceed, nearest rank
 * @param alertsPerEvent matching alerts divided by found faults; 0 if none is found
 */
public record FamilyScore(
        String family,
        int faults,
        int found,
        double precision,
        double medianDelaySeconds,
        double p95DelaySeconds,
        double alertsPerEvent) {

    /** Found faults divided by all faults; 0 if there are none. */
    public double recall() {
        return faults == 0 ? 0 : (double) found / faults;
    }

    FamilyScore withPrecision(double other) {
        return new FamilyScore(family, faults, found, other, medianDelaySeconds, p95DelaySeconds, alertsPerEvent);
    }
}
