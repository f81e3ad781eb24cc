package org.metrobed.analysis.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.metrobed.analysis.quality.AttenuatedSignal.Check;

/**
 * The window of the attenuated-signal test. The standard deviation needs 16 bytes per row, at most for the rows that
 * the limits allow. The range needs 32 bytes for each value that can still become an extreme, usually a few, and 16
 * bytes for each of the newest rows that must be counted. Mutable, one thread.
 */
public final class AttenuatedSignalState {

    private Check check = Check.STD;
    private Spread spread = new DeviationSpread();

    /** The window; if the check has changed, a new window begins. */
    Spread spread(Check wanted) {
        if (wanted != check) {
            check = wanted;
            spread = wanted == Check.STD ? new DeviationSpread() : new RangeSpread();
        }
        return spread;
    }

    void write(DataOutput out) throws IOException {
        out.writeBoolean(check == Check.STD);
        spread.write(out);
    }

    static AttenuatedSignalState read(DataInput in) throws IOException {
        AttenuatedSignalState state = new AttenuatedSignalState();
        state.check = in.readBoolean() ? Check.STD : Check.RANGE;
        state.spread = state.check == Check.STD ? DeviationSpread.read(in) : RangeSpread.read(in);
        return state;
    }
}
