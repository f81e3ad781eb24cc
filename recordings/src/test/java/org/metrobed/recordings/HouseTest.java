package org.metrobed.recordings;

import org.junit.jupiter.api.Test;
import org.metrobed.testkit.HouseRules;

class HouseTest {

    @Test
    void codeKeepsTheRulesOfTheHouse() {
        HouseRules.check("org.metrobed.recordings");
    }
}
