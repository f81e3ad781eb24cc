package org.metrobed.analysis.correlate;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.metrobed.model.Site;

/**
 * What one neighbour says. Immutable.
 *
 * @param site where it stands
 * @param says 1 for yes, -1 for no, 0 when it cannot tell
 */
record Vote(Site site, int says) {

    /** Beyond half of the way to the band's edge is a yes; that far to the other side tells nothing. */
    static Vote of(Standing standing, Side side) {
        double low = (standing.expected() + standing.expectedLow()) / 2;
        double high = (standing.expected() + standing.expectedHigh()) / 2;
        if (!Double.isFinite(standing.value()) || Double.isNaN(low) || Double.isNaN(high)) {
            return new Vote(standing.site(), 0);
        }
        Side own = Side.of(standing.value(), low, high);
        return new Vote(standing.site(), own == side ? 1 : own == Side.NONE ? -1 : 0);
    }

    /** What the nearest say. */
    static Opinion count(Collection<Vote> votes, Site site) {
        List<Vote> asked = votes.stream()
                .filter(vote -> vote.says() != 0 && Near.near(vote.site(), site))
                .sorted(Comparator.comparingDouble(vote -> Near.metres(vote.site(), site)))
                .limit(Neighbourhood.ASKED)
                .toList();
        return new Opinion((int) asked.stream().filter(vote -> vote.says() > 0).count(), asked.size());
    }
}
