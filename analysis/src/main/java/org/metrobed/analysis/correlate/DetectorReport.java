package org.metrobed.analysis.correlate;

import java.util.Objects;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Site;

/**
 * A step of an episode as its detector tells it, before others are asked. Immutable.
 *
 * @param event with a finding of unknown origin and without a parent
 * @param site where the datastream stands
 * @param intervalMillis its expected interval, milliseconds; 0 where there is none
 */
public record DetectorReport(AlertEvent event, Site site, long intervalMillis) {
    public DetectorReport {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(site, "site");
    }
}
