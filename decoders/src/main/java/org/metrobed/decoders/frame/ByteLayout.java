package org.metrobed.decoders.frame;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.metrobed.model.DeadLetter.Reason;

/**
 * The layouts of the frames of a device; the first one that fits a frame reads it. Immutable; thread-safe.
 *
 * @param shapes the layouts in their order
 */
record ByteLayout(List<Shape> shapes) implements FrameReader {

    private static final int MAX_RECORDS = 10_000;

    ByteLayout {
        shapes = List.copyOf(shapes);
    }

    /**
     * One layout. Immutable.
     *
     * @param when the frames that have it
     * @param block fields at fixed places, of the frame or of each record; null if it has tags
     * @param recordsAt where records begin; -1 if the frame has none
     * @param recordLength bytes of a record
     * @param tagLength bytes of a tag; 0 if it has none
     * @param tags what follows each tag
     */
    record Shape(When when, ByteBlock block, int recordsAt, int recordLength, int tagLength, Map<String, Tag> tags) {

        Shape {
            tags = Map.copyOf(tags);
        }
    }

    /** What follows a tag: a number of bytes, with fields in them. Immutable. */
    record Tag(int length, ByteBlock block) {}

    /**
     * Which frames have a layout; each empty part fits all. Immutable.
     *
     * @param ports ports of LoRaWAN
     * @param firstBytes the values of the first byte
     * @param leastLength bytes, at least
     * @param mostLength bytes, at most
     */
    record When(Set<Integer> ports, Set<Integer> firstBytes, int leastLength, int mostLength) {

        When {
            ports = Set.copyOf(ports);
            firstBytes = Set.copyOf(firstBytes);
        }

        boolean fits(Frame frame) {
            return (ports.isEmpty() || ports.contains(frame.port()))
                    && (firstBytes.isEmpty() || (frame.length() > 0 && firstBytes.contains(frame.at(0))))
                    && frame.length() >= leastLength
                    && frame.length() <= mostLength;
        }
    }

    @Override
    public void read(Frame frame, FrameReadings readings) throws FrameFault {
        for (Shape shape : shapes) {
            if (shape.when().fits(frame)) {
                read(shape, frame, readings);
                return;
            }
        }
        throw new FrameFault(
                Reason.UNSUPPORTED,
                "no layout of frames fits a frame of " + frame.length() + " bytes"
                        + (frame.port() == Frame.NO_PORT ? "" : " on port " + frame.port()) + ": "
                        + FrameSource.show(frame));
    }

    private static void read(Shape shape, Frame frame, FrameReadings readings) throws FrameFault {
        FrameReadings whole = new FrameReadings();
        if (shape.tagLength() > 0) {
            readTags(shape, frame, whole);
        } else if (shape.recordsAt() >= 0) {
            readRecords(shape, frame, whole);
        } else if (shape.block().fields().isEmpty()) {
            whole.passOver();
        } else {
            shape.block().read(frame, true, whole);
        }
        readings.addAll(whole);
    }

    private static void readRecords(Shape shape, Frame frame, FrameReadings readings) throws FrameFault {
        int bytes = frame.length() - shape.recordsAt();
        if (bytes < 0 || bytes % shape.recordLength() != 0) {
            throw new FrameFault(
                    Reason.MALFORMED,
                    "records of " + shape.recordLength() + " bytes from byte " + shape.recordsAt()
                            + " on do not end with the frame of " + frame.length() + " bytes");
        }
        if (bytes / shape.recordLength() > MAX_RECORDS) {
            throw new FrameFault(Reason.TOO_LARGE, "the frame has more than " + MAX_RECORDS + " records");
        }
        for (int at = shape.recordsAt(); at < frame.length(); at += shape.recordLength()) {
            shape.block().read(frame.part(at, at + shape.recordLength()), false, readings);
        }
    }

    private static void readTags(Shape shape, Frame frame, FrameReadings readings) throws FrameFault {
        int at = 0;
        while (at < frame.length()) {
            int end = Math.min(frame.length(), at + shape.tagLength());
            Tag tag = shape.tags().get(frame.hex(at, end - at));
            if (tag == null) {
                throw new FrameFault(
                        Reason.MALFORMED,
                        "at byte " + at + " stands " + frame.hex(at, end - at) + ", which is none of tags");
            }
            if (end + tag.length() > frame.length()) {
                throw new FrameFault(
                        Reason.MALFORMED,
                        "the frame ends within the " + tag.length() + " bytes of the tag at byte " + at);
            }
            if (tag.block().fields().isEmpty()) {
                readings.passOver();
            } else {
                tag.block()
                        .read(frame.part(end, end + tag.length()), tag.block().time() == null, readings);
            }
            at = end + tag.length();
        }
    }
}
