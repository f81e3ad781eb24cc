package org.metrobed.stream.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.correlate.AlertCorrelator;
import org.metrobed.analysis.correlate.DeviceStatus;
import org.metrobed.analysis.correlate.InPieces;
import org.metrobed.analysis.correlate.IngestOutages;
import org.metrobed.analysis.correlate.IngestOutages.Outage;
import org.metrobed.analysis.correlate.Neighbourhood;
import org.metrobed.stream.support.StateFormat;

class CorrelatorFormatsTest {

    private final IngestOutages outages = new IngestOutages();
    private final AlertCorrelator correlator = new AlertCorrelator(outages, List.of());
    private final Set<String> kinds = new TreeSet<>();
    private final TreeMap<String, Neighbourhood> neighbourhoods = new TreeMap<>();

    @Test
    void whatADeskAndItsNeighbourhoodsKnowIsWrittenAndReadBack() throws IOException {
        List<AlertInput> log = new RandomAlertInputs(1).log();
        for (AlertInput alertInput : log) {
            assertThat(again(new AlertInputFormat(), alertInput)).isEqualTo(alertInput);
            take(alertInput);
            areReadBack(new CorrelatorPieceFormat(), correlator);
            for (Neighbourhood neighbourhood : neighbourhoods.values()) {
                areReadBack(new NeighbourhoodPieceFormat(), neighbourhood);
            }
        }
        assertThat(kinds)
                .containsExactly("alert", "deviation", "gateway", "group", "open", "silence", "site", "sweep", "way");
        for (Outage outage : outages.saved().values()) {
            assertThat(again(new IngestOutageFormat(), outage)).isEqualTo(outage);
        }
    }

    private <P> void areReadBack(StateFormat<P> form, InPieces<P, ?> value) throws IOException {
        for (Map.Entry<String, P> changed : value.takeChanges().entrySet()) {
            if (changed.getValue() != null) {
                assertThat(again(form, changed.getValue())).isEqualTo(changed.getValue());
                kinds.add(changed.getKey().replaceAll("/.*", ""));
            }
        }
    }

    private void take(AlertInput alertInput) {
        if (alertInput.livenessSignal() != null) {
            correlator.receive(new DeviceStatus(
                    alertInput.livenessSignal().kind(),
                    alertInput.livenessSignal().id(),
                    alertInput.livenessSignal().gateway(),
                    alertInput.logMillis(),
                    alertInput.livenessSignal().status()));
        } else if (RandomAlertInputs.ofIngest(alertInput)) {
            outages.take(Outage.of(alertInput.report().event()));
        } else {
            Neighbourhood place = neighbourhoods.computeIfAbsent(alertInput.place(), name -> new Neighbourhood());
            if (alertInput.deviation() != null) {
                place.receive(alertInput.deviation());
            } else {
                correlator.take(place.take(alertInput.report()));
            }
        }
    }

    private static <T> T again(StateFormat<T> form, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        form.write(value, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        T read = form.read(form.version(), in);
        assertThat(in.available()).isZero();
        return read;
    }
}
