package org.metrobed.api.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.store.alert.RulePrecision;

class RulePrecisionViewTest {

    @Test
    void ruleIsProposedForChangeFromTenAlertsThatWereNoFaultOn() {
        assertThat(view("threshold", 2, 9).proposal()).isNull();
        RulePrecisionView view = view("threshold", 2, 10);
        assertThat(view.proposal())
                .isEqualTo("10 of 13 judged alerts were no fault: raise the threshold 'high' of pm25, give it a longer"
                        + " 'for', or remove it");
        assertThat(view.precision()).isEqualTo(2 / 12.0);
        assertThat(view.judged()).isEqualTo(13);
    }

    @ParameterizedTest
    @CsvSource({
        "silence, check the 'interval' of pm25",
        "stuck, check the resolution of pm25",
        "jump, severity info or off"
    })
    void proposalIsAboutTheCause(String cause, String words) {
        assertThat(view(cause, 0, 12).proposal()).contains(words);
    }

    @Test
    void withoutVerdictThereIsNoPrecision() {
        assertThat(view("jump", 0, 0).precision()).isNull();
    }

    private static RulePrecisionView view(String cause, int real, int notAFault) {
        return RulePrecisionView.of(new RulePrecision("city", "pm25", "high", cause, 40, real, notAFault, 1));
    }
}
