package org.metrobed.decoders.frame;

/** Reads one frame of a format. Thread-safe. */
@FunctionalInterface
interface FrameReader {

    /**
     * Adds the readings of a frame.
     *
     * @throws FrameFault if it cannot be read as a whole
     */
    void read(Frame frame, FrameReadings readings) throws FrameFault;
}
