package org.metrobed.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BundleMergeTest {

    private static final Map<String, String> CITY = Map.of("city/a.yaml", "1", "city/b.yaml", "2");
    private static final Map<String, String> BOTH = Map.of("city/a.yaml", "1", "city/b.yaml", "2", "port/a.yaml", "3");
    private static final Map<String, String> PORT = Map.of("port/a.yaml", "3");

    @Test
    void bundleOfTheSameNameIsReplacedWholeAndOthersStay() {
        assertThat(BundleMerge.merge(CITY, PORT)).isEqualTo(BOTH);
        assertThat(BundleMerge.merge(BOTH, Map.of("city/b.yaml", "9")))
                .isEqualTo(Map.of("city/b.yaml", "9", "port/a.yaml", "3"));
    }

    @Test
    void filesInNoFolderAreABundleOfTheNameOfTheirTestbed() {
        String text = "testbed:\n  id: port\n  name: Port\n  zone: UTC\n";

        assertThat(BundleMerge.named(Map.of("c.yaml", text, "more/d.yaml", "things: {}\n")))
                .isEqualTo(Map.of("port/c.yaml", text, "port/more/d.yaml", "things: {}\n"));
        assertThat(BundleMerge.named(CITY)).isEqualTo(CITY);
        assertThat(BundleMerge.named(Map.of("c.yaml", "no: catalog"))).isEqualTo(Map.of("c.yaml", "no: catalog"));
    }

    @Test
    void withdrawnBundleBecomesWhatItWasBefore() {
        Map<String, String> newCity = Map.of("city/b.yaml", "9", "city/c.yaml", "4");

        assertThat(BundleMerge.withdraw(BOTH, PORT, CITY)).isEqualTo(CITY);
        assertThat(BundleMerge.withdraw(BundleMerge.merge(BOTH, newCity), newCity, CITY))
                .isEqualTo(BOTH);
    }

    @Test
    void withdrawnBundleWhoseFilesWereInNoFolderComesBack() {
        String before = "testbed:\n  id: port\n  name: Port\n  zone: UTC\n";
        Map<String, String> replaced = BundleMerge.merge(BundleMerge.named(Map.of("c.yaml", before)), PORT);

        assertThat(BundleMerge.withdraw(replaced, PORT, Map.of("c.yaml", before)))
                .isEqualTo(Map.of("port/c.yaml", before));
    }

    @Test
    void filesThatAMergeTakesAwayAreTold() {
        assertThat(BundleMerge.lost(BOTH, Map.of("city/b.yaml", "9"))).containsExactly("city/a.yaml");
        assertThat(BundleMerge.lost(BOTH, Map.of("port/a.yaml", "9", "lake/a.yaml", "1")))
                .isEmpty();
    }

    @Test
    void onlyBundleStaysBecauseACatalogNeedsOne() {
        assertThat(BundleMerge.withdraw(PORT, PORT, Map.of())).isEqualTo(PORT);
    }

    @Test
    void bundleThatSomebodyHasPublishedSinceStays() {
        Map<String, String> longer = Map.of("port/a.yaml", "3", "port/b.yaml", "5");
        Map<String, String> other = Map.of("port/a.yaml", "7");

        assertThat(BundleMerge.withdraw(longer, PORT, CITY)).isEqualTo(longer);
        assertThat(BundleMerge.withdraw(other, PORT, CITY)).isEqualTo(other);
        assertThat(BundleMerge.withdraw(CITY, PORT, CITY)).isEqualTo(CITY);
    }
}
