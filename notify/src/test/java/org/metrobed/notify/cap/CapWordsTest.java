package org.metrobed.notify.cap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.notify.group.Alerts;

class CapWordsTest {

    @ParameterizedTest
    @CsvSource({
        "pm25,Env",
        "pedestrian-count,Transport",
        "tilt,Infra",
        "gateway,Infra",
        "water-level,Geo",
        "air-temperature,Met",
        "something-else,Env"
    })
    void categoryFollowsTheProperty(String property, String category) {
        assertThat(CapWords.category(Alerts.alert("a")
                        .of("city/station/" + property, "watch")
                        .known()
                        .last()))
                .isEqualTo(category);
    }

    @Test
    void faultySensorIsAMatterOfInfrastructureAndThreatensNobody() {
        var alert = Alerts.alert("a").because(Finding.Origin.SENSOR).known().last();
        assertThat(CapWords.category(alert)).isEqualTo("Infra");
        assertThat(CapWords.severity(alert, Severity.CRITICAL)).isEqualTo("Minor");
        assertThat(CapWords.certainty(alert.finding())).isEqualTo("Unlikely");
        assertThat(CapWords.response(alert.finding(), false)).isEqualTo("Assess");
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN,0.95,Likely",
        "UNKNOWN,0.5,Possible",
        "UNKNOWN,0.4,Unknown",
        "ENVIRONMENT,0.5,Observed",
        "ENVIRONMENT,0.4,Likely"
    })
    void certaintyGrowsWithTheScoreAndWithThoseNear(Finding.Origin origin, double score, String certainty) {
        assertThat(CapWords.certainty(new Finding("jump", score, 11, origin, "")))
                .isEqualTo(certainty);
    }

    @ParameterizedTest
    @CsvSource({"CRITICAL,Immediate,Severe", "WARNING,Expected,Moderate", "INFO,Unknown,Minor"})
    void urgencyAndSeverityFollowTheAlertAndAnEndIsPast(Severity severity, String urgency, String capSeverity) {
        assertThat(CapWords.urgency(severity, false)).isEqualTo(urgency);
        assertThat(CapWords.severity(Alerts.alert("a").known().last(), severity))
                .isEqualTo(capSeverity);
        assertThat(CapWords.urgency(severity, true)).isEqualTo("Past");
        assertThat(CapWords.response(Finding.THRESHOLD, true)).isEqualTo("AllClear");
    }
}
