package org.metrobed.catalog;

import org.junit.jupiter.api.Test;
import org.metrobed.testkit.HouseRules;

class HouseTest {

    @Test
    void catalogKeepsTheHouseRules() {
        HouseRules.check("org.metrobed.catalog");
    }
}
