package org.metrobed.analysis.correlate;

import java.util.Objects;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Site;

/**
 * A step of an episode as its detector reports it, before it is correlated. Immutable.
 *
 * @param event its finding has an unknown origin and no parent alert
 * @param site location of the datastream
 * @param intervalMillis expected interval of the datastream, milliseconds; 0 if there is none
 */
public record DetectorReport(AlertEvent event, Site site, long intervalMillis) {
    public DetectorReport {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(site, "site");
    }
}
