package org.metrobed.api.observation;

import java.util.Optional;
import org.metrobed.analysis.correction.ProductCause;
import org.metrobed.model.Deployment;
import org.metrobed.model.Location;
import org.metrobed.model.Observation;

/**
 * An observation, where it was made and, if it was computed again, why. Immutable.
 *
 * @param observation the stored row
 * @param deployment the deployment of its thing at that time
 * @param place where the thing stood, or was if it moves; empty if that is not known
 * @param cause why a revision of a product was written; empty for others
 */
record PlacedObservation(
        Observation observation,
        Optional<Deployment> deployment,
        Optional<Location> place,
        Optional<ProductCause> cause) {}
