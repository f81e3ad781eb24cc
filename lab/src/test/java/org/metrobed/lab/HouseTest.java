package org.metrobed.lab;

import org.junit.jupiter.api.Test;
import org.metrobed.testkit.HouseRules;

final class HouseTest {

    @Test
    void moduleKeepsTheRulesOfTheHouse() {
        HouseRules.check("org.metrobed.lab");
    }
}
