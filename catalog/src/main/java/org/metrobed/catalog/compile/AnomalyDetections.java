package org.metrobed.catalog.compile;

import java.time.ZoneId;
import java.util.Optional;
import org.metrobed.catalog.compile.Layers.Found;
import org.metrobed.catalog.syntax.AnomalyDetectionSetting;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.AnomalyDetectionOptions;
import org.metrobed.model.CityHolidays;
import org.metrobed.model.Datastream;
import org.metrobed.model.Site;

/**
 * Sets anomaly detection for the datastreams of one thing. It is on for measured datastreams unless a layer says
 * {@code off}. It is off for derived datastreams unless a layer asks for it. It is always off for hourly
 * products, totals, states and datastreams that report on-change.
 * Immutable.
 *
 * @param zone of the test-bed
 * @param holidays of the test-bed
 * @param site of the thing
 */
record AnomalyDetections(ZoneId zone, CityHolidays holidays, Site site) {

    /** The datastream with anomaly detection as its layers say; reports a problem if it is not possible. */
    Datastream watched(Datastream one, Layers layers) {
        Optional<Found<AnomalyDetectionSetting>> said = layers.anomalyDetection();
        boolean derived = one.settings().derivation().isDerived();
        boolean ordered = one.settings().kind().isOrdered();
        Optional<AnomalyDetectionOptions> options = said.isPresent()
                ? said.get().value().options()
                : Optional.of(AnomalyDetectionSetting.DEFAULT).filter(any -> !derived && !ordered);
        if (options.isPresent() && Derivations.isOfHours(one)) {
            said.get().complain("does not fit: a product of hourly windows has no anomaly detection; write off");
        }
        if (options.isPresent() && ordered) {
            said.get()
                    .complain("does not fit: a total, a state or a datastream that reports on-change has no usual"
                            + " values of an hour and so no anomaly detection; write off");
        }
        return options.map(found -> new AnomalyDetection(
                        true, found, one.name(), one.unit(), zone, site, one.statistic(), holidays))
                .map(anomalyDetection -> new Datastream(
                        one.id(),
                        one.name(),
                        one.unit(),
                        one.settings().withAnomalyDetection(anomalyDetection),
                        one.gas()))
                .orElse(one);
    }
}
