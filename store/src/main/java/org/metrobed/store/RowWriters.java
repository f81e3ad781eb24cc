package org.metrobed.store;

import org.metrobed.model.AlertEvent;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.Liveness;
import org.metrobed.model.Observation;
import org.metrobed.model.Redrive;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.alert.AlertEventWriter;
import org.metrobed.store.deadletter.DeadLetterWriter;
import org.metrobed.store.deadletter.RedriveWriter;
import org.metrobed.store.liveness.LivenessWriter;
import org.metrobed.store.observation.ObservationWriter;
import org.metrobed.store.window.WindowWriter;
import org.metrobed.store.write.RowWriter;

/** The writers that {@link StoreSession#append} takes, one for each kind of row. Stateless; writers may be shared. */
public final class RowWriters {

    private RowWriters() {}

    /** Observations; repeats are compared with what is stored. */
    public static RowWriter<Observation> observations() {
        return new ObservationWriter();
    }

    /** Revisions of windows. */
    public static RowWriter<WindowRevision> windows() {
        return WindowWriter.create();
    }

    /** Events of alerts. */
    public static RowWriter<AlertEvent> alertEvents() {
        return AlertEventWriter.create();
    }

    /** Outcomes of driving dead letters again. */
    public static RowWriter<Redrive> redrives() {
        return RedriveWriter.create();
    }

    /** Who was heard when: stored rows are replaced by newer ones; an older one changes nothing. */
    public static RowWriter<Liveness> liveness() {
        return new LivenessWriter();
    }

    /** Dead letters. */
    public static RowWriter<DeadLetter> deadLetters() {
        return DeadLetterWriter.create();
    }
}
