package org.metrobed.catalog.syntax;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.metrobed.analysis.quality.CrossCheck;
import org.metrobed.analysis.quality.Neighbours;
import org.metrobed.catalog.yaml.Located;
import org.metrobed.catalog.yaml.Nearest;
import org.metrobed.model.limits.CrossCheckLimits;

/**
 * The statements of one place in a bundle about the peers of a datastream.
 *
 * @param crossChecks against other properties of the thing; empty inside for {@code none}
 * @param neighbours against the same property near by; empty inside for {@code none}
 * @param waitMillis how long values wait for peer values, milliseconds
 */
public record PeerLayer(
        Optional<Located<Optional<List<Check>>>> crossChecks,
        Optional<Located<Optional<Neighbours.Params>>> neighbours,
        Optional<Located<Long>> waitMillis) {

    /** States nothing. */
    static final PeerLayer SILENT = new PeerLayer(Optional.empty(), Optional.empty(), Optional.empty());

    static final String CROSS_CHECK = "cross-check";
    static final String NEIGHBOURS = "neighbours";

    /**
     * A check against another property of the same thing.
     *
     * @param property the other property
     * @param kind the relation of the two properties
     * @param params as the bundle states it
     */
    public record Check(Located<String> property, CrossCheckLimits.Kind kind, CrossCheck.Params params) {

        /** Whether both properties must have one unit. */
        public boolean comparesSizes() {
            return kind != CrossCheckLimits.Kind.PASSAGE_OF && kind != CrossCheckLimits.Kind.PRESENCE_AT;
        }
    }

    /** The keys of the tests that it states or removes. */
    Set<String> keys() {
        Set<String> keys = new HashSet<>();
        crossChecks.ifPresent(stated -> keys.add(CROSS_CHECK));
        neighbours.ifPresent(stated -> keys.add(NEIGHBOURS));
        return keys;
    }

    /** Reports a problem if it removes a test that is not inherited. */
    void checkTakenAway(Set<String> inherited) {
        crossChecks.ifPresent(stated -> checkTakenAway(CROSS_CHECK, stated, inherited));
        neighbours.ifPresent(stated -> checkTakenAway(NEIGHBOURS, stated, inherited));
    }

    private static <T> void checkTakenAway(String key, Located<Optional<T>> stated, Set<String> inherited) {
        if (stated.value().isEmpty() && !inherited.contains(key)) {
            stated.field().problemAtKey("takes away a test that is not inherited" + Nearest.hint(key, inherited));
        }
    }

    /** This layer over the weaker one. */
    PeerLayer over(PeerLayer weaker) {
        return new PeerLayer(
                crossChecks.or(weaker::crossChecks),
                neighbours.or(weaker::neighbours),
                waitMillis.or(weaker::waitMillis));
    }
}
