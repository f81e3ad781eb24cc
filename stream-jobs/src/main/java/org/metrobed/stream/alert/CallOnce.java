package org.metrobed.stream.alert;

import java.util.function.Consumer;
import org.metrobed.analysis.anomaly.IngestSilence;
import org.metrobed.analysis.correlate.Desk;
import org.metrobed.analysis.correlate.Presence;
import org.metrobed.model.AlertEvent;
import org.metrobed.stream.decode.Sighting;

/**
 * Says which alerts belong to another, and raises those of gateways and things. Keyed by nothing: one key holds all.
 *
 * <p>State and timers: as {@link InLogOrder}, with one {@link Desk}. Outages of ingest do not wait for their place: in one the
 * watermark stands still, and all that lies in it is decided when it has ended. They are not told again. No side output.
 */
final class CallOnce extends InLogOrder<Desk, AlertEvent> {

    private static final long serialVersionUID = 1L;

    CallOnce() {
        super(new DeskForm());
    }

    @Override
    Desk nothing() {
        return new Desk();
    }

    @Override
    boolean isNothing(Desk state) {
        return false;
    }

    @Override
    boolean takeAtOnce(Desk state, Notice notice) {
        boolean ofIngest =
                notice.report() != null && notice.report().event().detector().equals(IngestSilence.DETECTOR);
        if (ofIngest) {
            state.outage(notice.report().event());
        }
        return ofIngest;
    }

    @Override
    void take(Desk state, Notice notice, Consumer<AlertEvent> out) {
        if (notice.sighting() == null) {
            state.take(notice.report()).forEach(out);
        } else {
            state.hear(presence(notice.sighting())).forEach(out);
        }
    }

    private static Presence presence(Sighting sighting) {
        return new Presence(
                sighting.kind(), sighting.id(), sighting.gateway(), sighting.receivedMillis(), sighting.status());
    }

    @Override
    void pass(Desk state, long nowMillis, Consumer<AlertEvent> out) {
        state.pass(nowMillis).forEach(out);
    }

    @Override
    long nextMillis(Desk state) {
        return state.nextMillis();
    }
}
