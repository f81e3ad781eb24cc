package org.metrobed.model;

import java.time.ZoneId;
import java.util.Objects;

/**
 * The settings of a datastream's anomaly detection, and the words used in its messages. Immutable.
 *
 * @param on whether anomaly detection is on
 * @param severity severity of its alerts
 * @param name name of the datastream, for people
 * @param unit unit of its values, UCUM
 * @param zone time zone of its location: its days and weekends are the seasons
 * @param site its location, used to find neighbours
 */
public record AnomalyDetection(boolean on, Severity severity, String name, String unit, ZoneId zone, Site site) {

    /** Anomaly detection is off. */
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
