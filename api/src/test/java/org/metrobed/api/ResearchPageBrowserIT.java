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
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.testkit.Times;

/** The views of a thing, of Explore and of Health in a real browser over a real API. */
@Tag("browser")
class ResearchPageBrowserIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final String LINE = "document.querySelector('.plot .p-line.s0')?.getAttribute('d').includes('L')";

    @TempDir
    Path profile;

    private ApiFixture api;
    private Chromium browser;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA);
        api.append(RowWriters.observations(), Seeds.observations());
        api.append(RowWriters.alertEvents(), Seeds.alertEvents());
        api.append(RowWriters.deadLetters(), Seeds.deadLetters());
        LevelSeeds station = new LevelSeeds("city/station/pm25", 60_000);
        for (int minute = 0; minute < 6 * 60; minute++) {
            station.add(Times.NOON.minus(Duration.ofMinutes(minute)), 10 + minute % 7);
        }
        api.append(RowWriters.windows(), station.rows(Times.NOON));
        browser = Chromium.start(profile);
    }

    @AfterEach
    void stop() throws Exception {
        browser.close();
        api.close();
    }

    @Test
    void thingShowsItsPropertiesItsDaysWhatIsOpenAndHowToGetItsRows() {
        browser.open(api.uri("/thing/city/station").toString());
        browser.awaitTrue("document.querySelector('#thing-view h1')?.textContent === 'The Station'");
        browser.awaitTrue("document.querySelectorAll('#thing-view .tcard .chart').length === 1");
        browser.awaitTrue("document.querySelectorAll('#thing-view .cal rect').length === 84");
        browser.awaitTrue("document.querySelector('.topen h2').textContent === '1 open'");
        assertThat(text(".topen a")).isEqualTo("PM2.5 at The Station");
        browser.evaluate("document.querySelector('.trows details').open = true;0");
        assertThat(text(".trows .code")).contains("metrobed.windows(", "thing=\"city/station\"");
        browser.evaluate("document.querySelector('.topen a').click()");
        browser.awaitTrue("location.pathname === '/alert/episode-2'");
        browser.awaitTrue("document.querySelector('.crumb a[href=\"/thing/city/station\"]') !== null");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void thingThatDoesNotExistIsSaid() {
        browser.open(api.uri("/thing/city/nowhere").toString());
        browser.awaitTrue("document.querySelector('#thing-view h1')?.textContent.includes('cannot be shown')");
    }

    @Test
    void chartTableCodeAndPictureOfAQuestionShareOneAddress() {
        String question = "datastream=city/station/pm25&datetime=2026-05-01/2026-05-02";
        browser.open(api.uri("/explore?" + question).toString());
        browser.awaitTrue(LINE);
        assertThat(text(".exlinks a[href*='.svg']")).isEqualTo("Picture (SVG)");
        String picture = browser.evaluate("document.querySelector(\".exlinks a[href*='.svg']\").getAttribute('href')")
                .asText();
        assertThat(api.uri(picture).toString()).contains("datetime=2026-05-01/2026-05-02", "window=");
        browser.evaluate("document.querySelector('.exhead [data-value=table]').click()");
        browser.awaitTrue("document.querySelectorAll('.explace tbody tr').length > 3");
        browser.awaitTrue("location.search.includes('show=table')");
        browser.evaluate("document.querySelector('.exhead [data-value=code]').click()");
        browser.awaitTrue("document.querySelectorAll('.explace .code').length === 4");
        assertThat(text(".explace .code")).contains("datetime=\"2026-05-01/2026-05-02\"");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void rangeWithoutDataSaysWhereTheDataIs() {
        browser.open(api.uri("/explore?datastream=city/station/pm25&datetime=2026-04-01/2026-04-08")
                .toString());
        browser.awaitTrue(
                "document.querySelector('.exmain .said')?.textContent.startsWith('There is no data in this range. It begins on 2026-05-01')");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void windowsThatWouldBeMorePointsThanPixelsAreReplacedAndSaid() {
        browser.open(api.uri("/explore?datastream=city/station/pm25&datetime=2026-04-01/2026-05-02&window=PT1M")
                .toString());
        browser.awaitTrue("document.querySelector('.exmain .said')?.textContent.includes('more points than')");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void systemShowsPartsThingsAndDeadLettersAndCountsBeforeItRedrives() {
        browser.open(api.uri("/system") + "#token=" + ApiFixture.TOKEN);
        browser.awaitTrue("document.querySelectorAll('.hparts li').length > 4");
        browser.evaluate("localStorage.setItem('metrobed.operator', 'ada');location.reload();0");
        browser.awaitTrue("document.getElementById('operator').textContent === 'ada'"
                + " && document.querySelectorAll('.hgw').length > 0");
        assertThat(browser.evaluate("document.querySelectorAll('.htable tbody tr').length")
                        .asInt())
                .isEqualTo(3);
        browser.awaitTrue("!document.querySelectorAll('.hgrid .card')[2].hidden"
                + " && document.querySelectorAll('.hgrid .card')[2].textContent.includes('every topic has a binding')");
        browser.evaluate(
                "[...document.querySelectorAll('.hletters button')].find((one) => one.getAttribute('aria-label').includes('malformed')).click();0");
        browser.awaitTrue("document.querySelector('#redrive-dialog').open");
        browser.evaluate("document.querySelector('#redrive-dialog form').requestSubmit();0");
        browser.awaitTrue("document.querySelector('#redrive-dialog h2').textContent.startsWith('Redrive 0 messages')");
        assertThat(text("#redrive-dialog .note")).contains("1 dead letter of 1 message.", "1 no longer kept");
        assertThat(browser.complaints()).isEmpty();
    }

    private String text(String selector) {
        return browser.evaluate("document.querySelector(\"" + selector + "\").textContent")
                .asText();
    }
}
