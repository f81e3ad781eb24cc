package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;

/** The page in a real browser over a real API: it shows what the store holds, and the browser complains of nothing. */
@Tag("browser")
class PageBrowserIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final String LISTED = "document.querySelectorAll('#alerts > .call').length === 2";

    @TempDir
    Path profile;

    private ApiFixture api;
    private Chromium browser;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA);
        api.append(RowWriters.observations(), Seeds.observations());
        api.append(RowWriters.windows(), Seeds.windows());
        api.append(RowWriters.alertEvents(), Seeds.alertEvents());
        browser = Chromium.start(profile);
    }

    @AfterEach
    void stop() throws Exception {
        browser.close();
        api.close();
    }

    @Test
    void alertsValuesAndChartAreShownAndNothingIsComplainedOf() {
        browser.open(api.uri("/").toString());
        browser.awaitTrue(LISTED);
        assertThat(text("#alerts > [data-stage=needed] .title")).isEqualTo("The Station: Fine particles");
        assertThat(text("#alerts-count")).isEqualTo("1 needs you");
        assertThat(text("#alerts > [data-stage=resolved] .severity")).isEqualTo("resolved");
        browser.awaitTrue(
                "document.querySelector('[data-datastream=\"city/station/pm25\"]').dataset.state === 'alert'");
        browser.awaitTrue("document.getElementById('chart').getAttribute('aria-label').includes('windows with data')");
        browser.awaitTrue("document.querySelectorAll('#map .thing').length > 0");
        browser.awaitTrue("document.getElementById('live').dataset.state === 'behind'"); // the rows are of another day
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void alertThatIsChosenIsShownWithItsHistory() {
        browser.open(api.uri("/").toString());
        browser.awaitTrue(LISTED);
        browser.evaluate("document.querySelector('#alerts > [data-stage=needed] .alert-item').click()");
        browser.awaitTrue("document.querySelectorAll('#detail-history .entry').length === 1");
        assertThat(text("#detail-message")).isEqualTo("Fine particles above 50 ug/m3 for a minute");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void addressThatNamesNothingStillShowsAValue() {
        browser.open(api.uri("/") + "#%");
        browser.awaitTrue("location.hash.startsWith('#city/') && " + LISTED);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void scriptThatThePolicyRefusesWouldBeSeen() {
        browser.open(api.uri("/").toString());
        browser.awaitTrue(LISTED);
        browser.evaluate(
                "document.body.append(Object.assign(document.createElement('script'), { text: 'window.ran = 1' }));0");
        Eventually.await(
                "a complaint",
                Duration.ofSeconds(60),
                () -> browser.complaints().stream()
                        .anyMatch(complaint -> complaint.contains("Content Security Policy")));
        assertThat(browser.evaluate("window.ran === undefined").asBoolean()).isTrue();
    }

    private String text(String selector) {
        return browser.evaluate("document.querySelector('" + selector + "').textContent")
                .asText();
    }
}
