package org.metrobed.api;

import org.junit.jupiter.api.Test;
import org.metrobed.testkit.HouseRules;

class HouseTest {

    @Test
    void modulesCodeFollowsTheHouseRules() {
        HouseRules.check("org.metrobed.api");
    }
}
