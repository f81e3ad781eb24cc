package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.model.AlertEvent;
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

    /** The inbox with its one open alert as a card, and the one that ended. */
    private static final String LISTED =
            "document.querySelectorAll('#inbox .al').length === 1 && document.querySelectorAll('#inbox .row.end').length === 1";

    private static final String ALERT = "document.querySelectorAll('#alert .tl .entry').length > 1";

    private static final Map<String, String> READY = Map.of(
            "/thing/city/station",
            "document.querySelectorAll('#thing-view .cal rect').length > 0",
            "/explore?datastream=city/station/pm25",
            "document.querySelector('#explore-view .exlinks a') !== null",
            "/system",
            "document.querySelectorAll('.hparts li').length > 4 && document.querySelectorAll('.hgw').length > 0",
            "/",
            LISTED,
            "/alerts",
            "document.querySelectorAll('#alerts .item').length === 2",
            "/alert/episode-2",
            ALERT,
            "/day/2026-05-01",
            "document.querySelectorAll('.dcharts .chart').length > 0",
            "/city",
            "document.querySelector('.cfoot').textContent !== ''");

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
    void nowShowsWhatNeedsSomebodyTheMapAndAChart() {
        browser.open(api.uri("/").toString());
        browser.awaitTrue(LISTED);
        assertThat(text("#needs")).isEqualTo("1 needs you");
        assertThat(text("#inbox .al h2")).isEqualTo("PM2.5 at The Station");
        browser.awaitTrue("document.querySelectorAll('#map .mark').length === 3");
        browser.awaitTrue("document.querySelectorAll('#map .water, #map .road').length === 2");
        browser.awaitTrue("document.getElementById('chart').getAttribute('aria-label').includes('good windows')");
        browser.awaitTrue("document.getElementById('live').dataset.state === 'behind'"); // the rows are of another day
        assertThat(text("#attribution")).isEqualTo("A city for tests");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void layerAndRangeAreInTheAddress() {
        browser.open(api.uri("/").toString());
        browser.awaitTrue(LISTED + " && document.querySelector('#layers button') !== null");
        browser.evaluate("document.querySelector('#ranges [data-range=PT1H]').click()");
        browser.awaitTrue("location.search.includes('range=PT1H')");
        browser.evaluate("document.querySelector('#now-filter [data-kind=equipment]').click()");
        browser.awaitTrue("location.search.includes('filter=equipment')");
        browser.awaitTrue("document.querySelector('#inbox .al') === null");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void linkOfAMessageOpensTheAlertWithItsValuesAndHistory() {
        browser.open(api.uri("/alert/episode-2").toString());
        browser.awaitTrue(ALERT);
        browser.awaitTrue("document.querySelector('#alert h1').textContent"
                + " === 'PM2.5 at The Station is 60\\u00a0µg/m³, above the limit of 50.'");
        browser.awaitTrue(
                "document.querySelector('#alert-chart .c-sus') !== null"); // the value that is flagged suspect
        browser.awaitTrue("document.querySelector('#alert-chart .c-lim') !== null");
        assertThat(text("#alert .tl .entry b")).isEqualTo("First value above 50");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void olderLinkOpensTheAlertToo() {
        browser.open(api.uri("/") + "#alert/episode-2");
        browser.awaitTrue(ALERT);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void keysLeadThroughTheAlerts() {
        browser.open(api.uri("/alerts").toString());
        browser.awaitTrue("document.querySelectorAll('#alerts .item').length === 2");
        press("j");
        browser.awaitTrue("document.activeElement.closest('.item') !== null");
        press("x");
        browser.awaitTrue("document.querySelector('#alerts .bar .btn').disabled === false");
        press("/");
        browser.awaitTrue("document.activeElement.type === 'search'");
        browser.evaluate("document.querySelector('#alerts .item a').click()");
        browser.awaitTrue("location.pathname === '/alert/episode-2'");
        press("Escape");
        browser.awaitTrue("location.pathname === '/' && !document.getElementById('now').hidden");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void acknowledgementOfManyHasOneReason() {
        browser.open(api.uri("/alerts") + "#token=" + ApiFixture.TOKEN);
        browser.awaitTrue("document.querySelectorAll('#alerts .item').length === 2");
        browser.evaluate("localStorage.setItem('metrobed.operator', 'ada');location.reload();0");
        browser.awaitTrue("document.querySelectorAll('#alerts .item').length === 2"
                + " && document.getElementById('operator').textContent === 'ada'");
        browser.evaluate("document.querySelector('#alerts .bar input').click()");
        browser.evaluate("document.querySelector('#alerts .bar .btn').click()");
        browser.awaitTrue("document.querySelector('#action-dialog form') !== null");
        browser.evaluate("document.querySelector('#action-dialog form').requestSubmit();0");
        browser.awaitTrue("document.querySelector('#alerts .item.hand .own')?.textContent === 'ada'");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void thousandOpenAlertsAreListedAndFilteredWithoutWaiting() throws Exception {
        List<AlertEvent> many = IntStream.range(0, 1_000)
                .mapToObj(i -> Seeds.event("many-" + i, 0, AlertEvent.Kind.OPENED, 0, 1))
                .toList();
        api.append(RowWriters.alertEvents(), many);
        browser.open(api.uri("/alerts").toString());
        browser.awaitTrue("document.querySelectorAll('#alerts .item').length === 1002");
        browser.evaluate(
                "window.took = null; const began = performance.now();"
                        + " document.querySelector('[data-name=stage][data-value=ended]').click();"
                        + " requestAnimationFrame(() => requestAnimationFrame(() => { window.took = performance.now() - began; })); 0");
        browser.awaitTrue("document.querySelectorAll('#alerts .item').length === 1 && window.took !== null");
        assertThat(browser.evaluate("window.took").asDouble())
                .as("milliseconds")
                .isLessThan(1_000);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void cityShowsTheMapAndSentencesWithoutAlertsOfEquipment() {
        browser.open(api.uri("/city?wall=1").toString());
        browser.awaitTrue("document.querySelectorAll('#city-map .mark').length > 0");
        browser.awaitTrue("document.querySelector('.cfoot').textContent !== ''");
        assertThat(text(".chead h1")).isEqualTo("The City");
        assertThat(browser.evaluate("getComputedStyle(document.querySelector('.top')).display")
                        .asText())
                .isEqualTo("none");
        assertThat(browser.evaluate("document.querySelector('#city-map .warning') === null")
                        .asBoolean())
                .isTrue();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void daySaysWhatCalledAndDrawsItsCharts() {
        browser.open(api.uri("/day/2026-05-01").toString());
        browser.awaitTrue("document.querySelector('.dfirst') !== null");
        assertThat(text(".dfirst")).contains("Two calls").contains("one thing still open");
        browser.awaitTrue("document.querySelectorAll('.dcharts .c-line').length > 0");
        assertThat(text(".dhead h1")).isEqualTo("Friday 1 May 2026");
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void axeFindsNoViolation(String theme) throws Exception {
        for (String address : READY.keySet()) {
            browser.open(api.uri(address).toString());
            browser.awaitTrue("document.readyState === 'complete' && document.title.includes('The City')");
            browser.awaitTrue(READY.get(address));
            browser.evaluate("document.documentElement.dataset.theme = '" + theme + "';0");
            assertThat(violations()).as(address + " " + theme).isEmpty();
        }
    }

    @Test
    void addressThatNamesNothingStillShowsTheInbox() {
        browser.open(api.uri("/") + "#%");
        browser.awaitTrue(LISTED);
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

    private String violations() throws IOException {
        try (InputStream in = PageBrowserIT.class.getResourceAsStream("/axe/axe.min.js")) {
            browser.evaluate(new String(in.readAllBytes(), StandardCharsets.UTF_8) + ";0");
        }
        browser.evaluate(
                "window.found = null; axe.run().then((result) => { window.found = result.violations.map((one) =>"
                        + " one.id + ': ' + one.nodes.map((node) => node.html.slice(0, 160) + ' ' + node.failureSummary).slice(0, 3).join(' | ')).join('\\n'); }); 0");
        browser.awaitTrue("window.found !== null");
        return browser.evaluate("window.found").asText();
    }

    private void press(String key) {
        browser.evaluate("(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key: '"
                + key + "', bubbles: true, cancelable: true }));0");
    }

    private String text(String selector) {
        return browser.evaluate("document.querySelector('" + selector + "').textContent")
                .asText();
    }
}
