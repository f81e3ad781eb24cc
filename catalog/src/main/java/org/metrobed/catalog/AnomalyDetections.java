package org.metrobed.catalog;

import java.time.ZoneId;
import java.util.Optional;
import org.metrobed.catalog.Layers.Found;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.AnomalyDetectionOptions;
import org.metrobed.model.Datastream;
import org.metrobed.model.Site;

/**
 * How the datastreams of one thing are watched: measured ones are unless a layer says {@code off}, derived ones where a layer asks
 * for it; what is computed each hour is not. Immutable.
 *
 * @param zone of the test-bed
 * @param site where the thing stands
 */
record AnomalyDetections(ZoneId zone, Site site) {

    /** The datastream, watched as its layers say; complains where it cannot be. */
    Datastream watched(Datastream one, Layers layers) {
        Optional<Found<AnomalyDetectionSetting>> said = layers.anomalyDetection();
        boolean derived = one.settings().derivation().isDerived();
        Optional<AnomalyDetectionOptions> options = said.isPresent()
                ? said.get().value().options()
                : Optional.of(AnomalyDetectionSetting.DEFAULT).filter(any -> !derived);
        if (options.isPresent() && Derivations.isOfHours(one)) {
            said.get().complain("does not fit: what is computed each hour is not watched; say off");
        }
        return options.map(found -> new AnomalyDetection(true, found, one.name(), one.unit(), zone, site))
                .map(anomalyDetection -> new Datastream(
                        one.id(),
                        one.name(),
                        one.unit(),
                        one.settings().withAnomalyDetection(anomalyDetection),
                        one.gas()))
                .orElse(one);
    }
}
