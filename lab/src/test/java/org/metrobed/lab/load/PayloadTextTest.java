package org.metrobed.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.decoders.Decoders;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;

final class PayloadTextTest {

    private static final long MICROS = 1_767_225_600_123_456L;

    @Test
    void messagesDecodeToTheirReadings() {
        PayloadText payload = new PayloadText();
        payload.write(MICROS, 0, BenchCity.PROPERTIES, 7);

        Decoded decoded =
                Decoders.find("native-json").orElseThrow().decode(new Message("t", payload.toBytes(), null, 0));

        assertThat(decoded.rejections()).isEmpty();
        assertThat(decoded.measurements()).hasSize(BenchCity.PROPERTIES).allSatisfy(measurement -> {
            assertThat(measurement.phenomenonMicros()).isEqualTo(MICROS);
            assertThat(measurement.value()).isBetween(10.0, 90.0);
        });
        assertThat(decoded.measurements()).extracting(Measurement::property).contains("p0", "p9");
    }

    @Test
    void aMessageWithOneReadingIsTheSameReading() {
        PayloadText all = new PayloadText();
        all.write(MICROS, 0, BenchCity.PROPERTIES, 7);
        PayloadText one = new PayloadText();
        one.write(MICROS, 3, 4, 7);

        assertThat(decode(one)).containsExactly(decode(all).get(3));
    }

    @Test
    void theCityHasADatastreamForEachReading() {
        Catalog catalog = CatalogReader.read(BenchCity.files(3), 1);

        assertThat(catalog.datastreams())
                .extracting(datastream -> datastream.id().value())
                .containsExactlyInAnyOrderElementsOf(BenchCity.listDatastreams(3));
        assertThat(catalog.bindings().get(0).topic().match(BenchCity.topic(2))).isPresent();
    }

    private static List<Double> decode(PayloadText payload) {
        return Decoders.find("native-json")
                .orElseThrow()
                .decode(new Message("t", payload.toBytes(), null, 0))
                .measurements()
                .stream()
                .map(Measurement::value)
                .toList();
    }
}
