package org.metrobed.bench;

import org.junit.jupiter.api.Test;
import org.metrobed.testkit.HouseRules;

final class HouseTest {

    @Test
    void moduleKeepsTheRulesOfTheHouse() {
        HouseRules.check("org.metrobed.bench");
    }
}
