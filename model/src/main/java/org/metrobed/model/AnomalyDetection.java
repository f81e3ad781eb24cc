package org.metrobed.model;

import java.time.ZoneId;
import java.util.Objects;

/**
 * How a datastream is watched for what nobody wrote a rule for, and what is said of it. Immutable.
 *
 * @param on whether it is watched at all
 * @param severity how urgent what is found is
 * @param name the datastream, for people
 * @param unit of its values, UCUM
 * @param zone where it stands: its days and weekends are the seasons
 * @param site where it stands, for those near it
 */
public record AnomalyDetection(boolean on, Severity severity, String name, String unit, ZoneId zone, Site site) {

    /** Not watched. */
    public static final AnomalyDetection OFF =
            new AnomalyDetection(false, Severity.WARNING, "", "", ZoneId.of("UTC"), Site.NOWHERE);

    public AnomalyDetection {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(site, "site");
    }
}
