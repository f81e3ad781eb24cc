package org.metrobed.decoders.text;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.decoders.spi.Command;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.StatusSignal;
import org.metrobed.model.RawPosition;

/** Joins the results of several values in one message; the indices of each go on from those before. One thread. */
final class Joined {

    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Decoded.Rejection> rejections = new ArrayList<>();
    private final List<StatusSignal> signs = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private Decoded whole;

    /**
     * Adds the result of the next value.
     *
     * @param line where the value begins, from 1
     */
    void add(Decoded next, int line) {
        int index = measurements.size() + rejections.size();
        for (Decoded.Rejection one : next.rejections()) {
            if (one.index() == RawPosition.WHOLE_MESSAGE && whole == null) {
                whole = Decoded.rejected(one.reason(), "line " + line + ": " + one.detail());
            }
            rejections.add(one.withIndex(index + one.index()));
        }
        next.measurements().forEach(one -> measurements.add(one.withIndex(index + one.index())));
        signs.addAll(next.signs());
        commands.addAll(next.commands());
    }

    /** All results; one rejection of the message if a value was rejected as a whole. */
    Decoded decoded() {
        return whole != null ? whole : new Decoded(measurements, rejections, signs, commands);
    }
}
