package org.metrobed.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrokerFiguresTest {

    private final BrokerFigures figures = new BrokerFigures(1_000);

    @Test
    void queueIsAlarmingAboveHalfOfItsLimitAndNoLongerBelow() {
        assertThat(figures.alarm()).isEmpty();
        accept(BrokerFigures.QUEUE_TOPIC, "500");
        assertThat(figures.alarm()).isEmpty();

        accept(BrokerFigures.QUEUE_TOPIC, "610");
        assertThat(figures.alarm()).contains("queue at 61 %");
        assertThat(figures.queue()).isEqualTo(610);

        accept(BrokerFigures.QUEUE_TOPIC, "20");
        assertThat(figures.alarm()).isEmpty();
    }

    @Test
    void whatTheBrokerDoesNotSayIsNotKnown() {
        accept(BrokerFigures.DROPPED_TOPIC, "many");
        accept("$SYS/broker/uptime", "17");
        assertThat(figures.queue()).isEqualTo(BrokerFigures.UNKNOWN);
        assertThat(figures.dropped()).isEqualTo(BrokerFigures.UNKNOWN);

        accept(BrokerFigures.DROPPED_TOPIC, " 7\n");
        assertThat(figures.dropped()).isEqualTo(7);
    }

    private void accept(String topic, String payload) {
        figures.accept(topic, payload.getBytes(US_ASCII));
    }
}
