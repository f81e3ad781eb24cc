package org.metrobed.stream.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.correlate.AlertCorrelator;
import org.metrobed.analysis.correlate.CorrelatorState;
import org.metrobed.analysis.correlate.DeviceStatus;
import org.metrobed.analysis.correlate.Neighbourhood;
import org.metrobed.stream.support.StateFormat;

class CorrelatorFormatsTest {

    private final AlertCorrelator correlator = new AlertCorrelator();
    private final TreeMap<String, Neighbourhood> neighbourhoods = new TreeMap<>();

    @Test
    void whatADeskAndItsNeighbourhoodsKnowIsWrittenAndReadBack() throws IOException {
        List<AlertInput> log = new RandomAlertInputs(1).log();
        for (AlertInput alertInput : log) {
            assertThat(again(new AlertInputFormat(), alertInput)).isEqualTo(alertInput);
            take(alertInput);
            CorrelatorState before = correlator.saved();
            assertThat(again(new CorrelatorStateFormat(), correlator).saved()).isEqualTo(before);
        }
        assertThat(correlator.saved().groups()).isNotEmpty();
        assertThat(correlator.saved().ways()).isNotEmpty();
        assertThat(correlator.saved().outages()).isNotEmpty();
        for (Neighbourhood neighbourhood : neighbourhoods.values()) {
            assertThat(again(new NeighbourhoodFormat(), neighbourhood).saved()).isEqualTo(neighbourhood.saved());
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
            correlator.outage(alertInput.report().event());
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
