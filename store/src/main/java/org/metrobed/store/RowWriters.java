package org.metrobed.store;

import org.metrobed.model.AlertEvent;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.Liveness;
import org.metrobed.model.Observation;
import org.metrobed.model.Redrive;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.alert.AlertEventTable;
import org.metrobed.store.correction.DueWriter;
import org.metrobed.store.deadletter.DeadLetterReader;
import org.metrobed.store.deadletter.RedriveReader;
import org.metrobed.store.liveness.LivenessWriter;
import org.metrobed.store.observation.ObservationWriter;
import org.metrobed.store.window.WindowRows;
import org.metrobed.store.write.RowWriter;
import org.metrobed.store.write.TableWriter;

/** The writers for {@link StoreSession#append}, one for each kind of row. Stateless; writers may be shared. */
public final class RowWriters {

    private RowWriters() {}

    /** Observations; duplicates are compared with stored rows. */
    public static RowWriter<Observation> observations() {
        return DueWriter.observations(new ObservationWriter());
    }

    /** Revisions of windows. */
    public static RowWriter<WindowRevision> windows() {
        return DueWriter.windows(new TableWriter<>(WindowRows.TABLE));
    }

    /** Events of alerts. */
    public static RowWriter<AlertEvent> alertEvents() {
        return new TableWriter<>(AlertEventTable.TABLE);
    }

    /** Outcomes of redrives. */
    public static RowWriter<Redrive> redrives() {
        return new TableWriter<>(RedriveReader.TABLE);
    }

    /**
     * When each gateway and thing was last heard: a newer row replaces the stored one; an older one changes nothing.
     */
    public static RowWriter<Liveness> liveness() {
        return new LivenessWriter();
    }

    /** Dead letters. */
    public static RowWriter<DeadLetter> deadLetters() {
        return new TableWriter<>(DeadLetterReader.TABLE);
    }
}
