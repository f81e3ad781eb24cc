package org.metrobed.lab.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.decoders.Decoders;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;
import org.metrobed.lab.load.BenchCity;
import org.metrobed.lab.load.LoadGateway;

/** The sent messages decode to the expected readings. */
final class PublishedTest {

    private static final long START = 1_767_225_600_000_000L;

    @Test
    void messagesOfARoundHaveEachReadingOnce() {
        Feed feed = new Feed(5, START, 3);
        RowCheck tally = new RowCheck(feed);
        int messages = 0;
        for (int gateway = 0; gateway < BenchCity.GATEWAYS; gateway++) {
            for (int round = 0; round < feed.rounds(); round++) {
                List<LoadGateway.Message> sent = feed.messages(gateway, round);
                assertThat(sent).hasSize(feed.messagesInRound(gateway));
                sent.forEach(message -> take(message, tally));
                messages += sent.size();
            }
        }

        assertThat(tally.count().exact()).isTrue();
        assertThat((long) messages).isEqualTo(feed.messages());
    }

    @Test
    void backlogHasADayOfEachMeterInOrderAndMixed() {
        Backlog backlog = new Backlog(START);
        RowCheck tally = new RowCheck(backlog);
        Map<String, Long> newest = new HashMap<>();
        List<String> topics = new ArrayList<>();
        for (LoadGateway.Message message : backlog.messages()) {
            String topic = new String(message.topic(), UTF_8);
            topics.add(topic);
            for (Measurement reading : take(message, tally)) {
                assertThat(reading.phenomenonMicros()).isGreaterThan(newest.getOrDefault(topic, 0L));
                newest.put(topic, reading.phenomenonMicros());
            }
        }

        assertThat(tally.count().exact()).isTrue();
        assertThat(newest).hasSize(Backlog.THINGS);
        assertThat(topics.subList(0, 2 * Backlog.THINGS).stream().distinct().count())
                .isGreaterThan(Backlog.THINGS / 2);
    }

    @Test
    void theCatalogHasEveryDatastream() {
        Catalog catalog = CatalogReader.read(Backlog.addTo(BenchCity.filesWithSenml(3)), 1);

        assertThat(catalog.datastreams())
                .extracting(datastream -> datastream.id().value())
                .containsAll(new Feed(3, START, 1).listDatastreams())
                .containsAll(new Backlog(START).listDatastreams());
    }

    private static List<Measurement> take(LoadGateway.Message message, RowCheck tally) {
        String topic = new String(message.topic(), UTF_8);
        boolean senml = topic.startsWith("senml");
        Decoded decoded = Decoders.find(senml ? "senml-json" : "native-json")
                .orElseThrow()
                .decode(new Message(topic, message.payload(), null, START / 1_000));
        assertThat(decoded.rejections()).isEmpty();
        String[] level = topic.split("/", -1);
        for (Measurement reading : decoded.measurements()) {
            String thing = senml ? reading.device() : level[4];
            tally.add(
                    level[2] + "/" + thing + "/" + reading.property(), reading.phenomenonMicros(), 0, reading.value());
        }
        return decoded.measurements();
    }
}
