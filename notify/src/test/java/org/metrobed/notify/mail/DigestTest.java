package org.metrobed.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.notify.group.Alerts;
import org.metrobed.notify.receiver.AlertMessage;
import org.metrobed.notify.receiver.Golden;
import org.metrobed.notify.receiver.PageLinks;
import org.metrobed.store.notification.Notification.Step;
import org.metrobed.testkit.Times;

class DigestTest {

    private static final PageLinks PAGE = new PageLinks("https://city.example");
    private static final AlertMessage FIRING = Alerts.alert("a").message("mail");
    private static final AlertMessage OTHER = Alerts.alert("b")
            .of("city/other/no2", "high-no2")
            .severe(Severity.CRITICAL)
            .because(Finding.Origin.ENVIRONMENT)
            .message("mail");

    @Test
    void mailHasABlockForEachGroup() throws IOException {
        Digest digest = of(FIRING, OTHER, resolved(Alerts.alert("c")));
        Golden.check("mail-digest.txt", digest.subject() + "\n\n" + digest.body());
    }

    @Test
    void oneGroupIsNamedInTheSubject() {
        assertThat(of(FIRING).subject()).isEqualTo("[WARNING] PM2.5 at Market square: sudden jump");
    }

    @Test
    void newestOfAGroupIsTold() {
        Digest digest = of(FIRING, resolved(Alerts.alert("a")));
        assertThat(digest.subject()).isEqualTo("[RESOLVED] PM2.5 at Market square: sudden jump");
        assertThat(digest.body()).doesNotContain("WARNING");
    }

    @Test
    void whatJoinsAnotherAlertSaysSo() {
        Alerts joined = Alerts.alert("a").under("b");
        AlertMessage end = Alerts.message(joined.row("mail", Step.RESOLVED, 60), joined.group(), List.of());
        assertThat(of(end).body()).contains("it is part of another alert from now on");
    }

    @Test
    void idFollowsFromWhatIsTold() {
        assertThat(of(FIRING, OTHER).id())
                .isEqualTo(of(FIRING, OTHER).id())
                .isNotEqualTo(of(FIRING).id());
    }

    private static Digest of(AlertMessage... messages) {
        return Digest.of(Arrays.stream(messages)
                .map(message -> message.what().withContent(MailText.of(message, PAGE)))
                .toList());
    }

    private static AlertMessage resolved(Alerts alert) {
        Alerts over = alert.as(AlertEvent.Kind.RESOLVED).opened(Times.NOON_MILLIS, Times.NOON_MILLIS + 60_000);
        return Alerts.message(over.row("mail", Step.RESOLVED, 60), over.group(), List.of());
    }
}
