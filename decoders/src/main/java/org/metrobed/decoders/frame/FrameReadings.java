package org.metrobed.decoders.frame;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.model.DeadLetter.Reason;

/** Collects the readings of the frames of one message. One thread. */
final class FrameReadings {

    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Decoded.Rejection> rejections = new ArrayList<>();
    private boolean silent;

    private int index() {
        return measurements.size() + rejections.size();
    }

    /** Adds a reading; NaN is a missing value. */
    void accept(String device, String property, long micros, double value, String unit) {
        measurements.add(new Measurement(index(), device, property, micros, value, unit));
    }

    /** Adds a reading that cannot be read. */
    void reject(Reason reason, String detail, String device, String property) {
        rejections.add(new Decoded.Rejection(index(), reason, detail, device, property));
    }

    /** Notes that a frame holds no reading by its definition. */
    void passOver() {
        silent = true;
    }

    /** Adds all that was collected of one frame. */
    void addAll(FrameReadings frame) {
        int index = index();
        frame.measurements.forEach(one -> measurements.add(one.withIndex(index + one.index())));
        frame.rejections.forEach(one -> rejections.add(one.withIndex(index + one.index())));
        silent |= frame.silent;
    }

    /** What was collected; a rejection of the message if that is nothing. */
    Decoded decoded() {
        if (index() > 0) {
            return new Decoded(measurements, rejections);
        }
        return silent ? Decoded.NOTHING : Decoded.rejected(Reason.EMPTY, "the frame holds no reading");
    }
}
