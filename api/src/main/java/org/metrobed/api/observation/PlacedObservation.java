package org.metrobed.api.observation;

import java.util.Optional;
import org.metrobed.model.Deployment;
import org.metrobed.model.Location;
import org.metrobed.model.Observation;

/**
 * An observation and where it was made. Immutable.
 *
 * @param observation the stored row
 * @param deployment the deployment of its thing at that time
 * @param place where the thing stood, or was if it moves; empty if that is not known
 */
record PlacedObservation(Observation observation, Optional<Deployment> deployment, Optional<Location> place) {}
