package org.metrobed.catalog;

import java.time.ZoneId;
import java.util.Optional;
import org.metrobed.catalog.Layers.Found;
import org.metrobed.core.model.Datastream;
import org.metrobed.core.model.Site;
import org.metrobed.core.model.Watch;
import org.metrobed.core.model.WatchOptions;

/**
 * How the datastreams of one thing are watched: measured ones are unless a layer says {@code off}, derived ones where a layer asks
 * for it; what is computed each hour is not. Immutable.
 *
 * @param zone of the test-bed
 * @param site where the thing stands
 */
record Watches(ZoneId zone, Site site) {

    /** The datastream, watched as its layers say; complains where it cannot be. */
    Datastream watched(Datastream one, Layers layers) {
        Optional<Found<WatchSetting>> said = layers.watch();
        boolean derived = one.settings().derivation().isDerived();
        Optional<WatchOptions> options = said.isPresent()
                ? said.get().value().options()
                : Optional.of(WatchSetting.DEFAULT).filter(any -> !derived);
        if (options.isPresent() && Derivations.isOfHours(one)) {
            said.get().complain("does not fit: what is computed each hour is not watched; say off");
        }
        return options.map(found -> new Watch(true, found, one.name(), one.unit(), zone, site))
                .map(watch -> new Datastream(
                        one.id(), one.name(), one.unit(), one.settings().withWatch(watch), one.gas()))
                .orElse(one);
    }
}
