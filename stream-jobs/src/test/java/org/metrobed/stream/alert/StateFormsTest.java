package org.metrobed.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.correlate.Desk;
import org.metrobed.analysis.correlate.DeskState;
import org.metrobed.analysis.correlate.Neighbourhood;
import org.metrobed.analysis.correlate.Presence;
import org.metrobed.stream.support.Form;

class StateFormsTest {

    private final Desk desk = new Desk();
    private final TreeMap<String, Neighbourhood> neighbourhoods = new TreeMap<>();

    @Test
    void whatADeskAndItsNeighbourhoodsKnowIsWrittenAndReadBack() throws IOException {
        List<Notice> log = new RandomNotices(1).log();
        for (Notice notice : log) {
            assertThat(again(new NoticeForm(), notice)).isEqualTo(notice);
            take(notice);
            DeskState before = desk.saved();
            assertThat(again(new DeskForm(), desk).saved()).isEqualTo(before);
        }
        assertThat(desk.saved().groups()).isNotEmpty();
        assertThat(desk.saved().ways()).isNotEmpty();
        assertThat(desk.saved().outages()).isNotEmpty();
        for (Neighbourhood neighbourhood : neighbourhoods.values()) {
            assertThat(again(new NeighbourhoodForm(), neighbourhood).saved()).isEqualTo(neighbourhood.saved());
        }
    }

    private void take(Notice notice) {
        if (notice.sighting() != null) {
            desk.hear(new Presence(
                    notice.sighting().kind(),
                    notice.sighting().id(),
                    notice.sighting().gateway(),
                    notice.logMillis(),
                    notice.sighting().status()));
        } else if (RandomNotices.ofIngest(notice)) {
            desk.outage(notice.report().event());
        } else {
            Neighbourhood place = neighbourhoods.computeIfAbsent(notice.place(), name -> new Neighbourhood());
            if (notice.standing() != null) {
                place.hear(notice.standing());
            } else {
                desk.take(place.take(notice.report()));
            }
        }
    }

    private static <T> T again(Form<T> form, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        form.write(value, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        T read = form.read(form.version(), in);
        assertThat(in.available()).isZero();
        return read;
    }
}
