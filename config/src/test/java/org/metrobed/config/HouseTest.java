package org.metrobed.config;

import org.junit.jupiter.api.Test;
import org.metrobed.testkit.HouseRules;

class HouseTest {

    @Test
    void moduleKeepsTheHouseRules() {
        HouseRules.check("org.metrobed.config");
    }
}
