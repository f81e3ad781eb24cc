package org.metrobed.launcher;

import org.junit.jupiter.api.Test;
import org.metrobed.testkit.HouseRules;

final class HouseTest {

    @Test
    void moduleKeepsTheHouseRules() {
        HouseRules.check("org.metrobed.launcher");
    }
}
