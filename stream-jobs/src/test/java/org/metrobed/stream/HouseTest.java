package org.metrobed.stream;

import org.junit.jupiter.api.Test;
import org.metrobed.testkit.HouseRules;

class HouseTest {

    @Test
    void keepsTheRulesOfTheHouse() {
        HouseRules.check("org.metrobed.stream");
    }
}
