package org.metrobed.analysis.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metrobed.model.Site;

class SiteIndexTest {

    private static final double METRES = 2_000;

    @Test
    void searchFindsTheSitesWithinTheDistanceAndNoOthers() {
        for (long seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            RandomSites sites = new RandomSites(random);
            SiteIndex<Integer> index = new SiteIndex<>();
            Map<Integer, Site> all = new TreeMap<>();
            for (int name = 0; name < 150; name++) {
                int which = random.nextInt(60);
                if (all.containsKey(which)) {
                    index.remove(all.remove(which), which);
                } else {
                    Site site = sites.next();
                    all.put(which, site);
                    index.add(site, which);
                }
            }
            Site from = sites.next();
            double metres = random.nextInt(3) == 0 ? METRES / 10 : METRES;
            List<Integer> found = new ArrayList<>();
            index.search(from, metres, (away, site, names) -> {
                assertThat(away).isEqualTo(NeighbourSearch.metres(site, from));
                found.addAll(names);
                return metres;
            });
            List<Integer> expected = all.keySet().stream()
                    .filter(name -> NeighbourSearch.metres(all.get(name), from) <= metres)
                    .toList();
            assertThat(found).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(index.hasWithin(from, metres)).isEqualTo(!expected.isEmpty());
            all.forEach((name, site) -> index.remove(site, name));
            assertThat(index.isEmpty()).as("nothing is left").isTrue();
        }
    }

    @Test
    void distanceThatShrinksLosesNoSiteWithinIt() {
        for (long seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            RandomSites sites = new RandomSites(random);
            SiteIndex<Integer> index = new SiteIndex<>();
            Site from = sites.next();
            double nearest = Double.POSITIVE_INFINITY;
            for (int name = 0; name < 80; name++) {
                Site site = sites.next();
                index.add(site, name);
                double metres = NeighbourSearch.metres(site, from);
                nearest = metres <= METRES ? Math.min(nearest, metres) : nearest;
            }
            double[] least = {Double.POSITIVE_INFINITY};
            index.search(from, METRES, (away, site, names) -> {
                least[0] = Math.min(least[0], away);
                return least[0];
            });
            assertThat(least[0]).as("seed %d", seed).isEqualTo(nearest);
        }
    }

    @Test
    void sitesOfOtherPlacesAreNotVisited() {
        SiteIndex<Integer> index = new SiteIndex<>();
        for (int name = 0; name < 10_000; name++) {
            int row = name / 100;
            index.add(new Site(48 + row * 0.01, 16 + name % 100 * 0.01), name);
        }
        int[] visits = {0};
        index.search(new Site(48.5, 16.5), METRES, (away, site, names) -> {
            visits[0]++;
            return METRES;
        });
        assertThat(visits[0]).isEqualTo(15);
    }
}
