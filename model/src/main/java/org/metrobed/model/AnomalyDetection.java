package org.metrobed.model;

import java.time.ZoneId;
import java.util.Objects;
import org.metrobed.model.params.Param;

/**
 * The settings of a datastream's anomaly detection, and the words used in its messages. Immutable.
 *
 * @param on whether it is watched at all
 * @param options what the bundle says of it
 * @param name the datastream, for people
 * @param unit of its values, UCUM
 * @param zone where it stands: its days and weekends are the seasons
 * @param site where it stands, for those near it
 * @param statistic kind of reading: how its values differ
 * @param holidays of the city, rest days as Saturday and Sunday; null for none: see {@link #restDays}
 */
public record AnomalyDetection(
        @Param(tag = 1, or = "false") boolean on,
        @Param(tag = 2) AnomalyDetectionOptions options,
        @Param(tag = 3) String name,
        @Param(tag = 4) String unit,
        @Param(tag = 5, or = "UTC") ZoneId zone,
        @Param(tag = 6) Site site,
        @Param(tag = 7, or = "instant") Datastream.Statistic statistic,
        @Param(tag = 8, optional = true) CityHolidays holidays) {

    /** Anomaly detection is off. */
    public static final AnomalyDetection OFF =
            new AnomalyDetection(false, Severity.WARNING, "", "", ZoneId.of("UTC"), Site.NOWHERE);

    public AnomalyDetection {
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(site, "site");
        Objects.requireNonNull(statistic, "statistic");
        holidays = CityHolidays.NONE.equals(holidays) ? null : holidays;
    }

    /** With a severity, for values on a line; the other parameters are as in a bundle that does not state them. */
    public AnomalyDetection(boolean on, Severity severity, String name, String unit, ZoneId zone, Site site) {
        this(
                on,
                AnomalyDetectionOptions.of(severity),
                name,
                unit,
                zone,
                site,
                Datastream.Statistic.INSTANT,
                CityHolidays.NONE);
    }

    /** The holidays of the city; none if it states none. */
    public CityHolidays restDays() {
        return holidays == null ? CityHolidays.NONE : holidays;
    }

    /** How urgent what is found is. */
    public Severity severity() {
        return options.severity();
    }
}
