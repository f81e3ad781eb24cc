package org.metrobed.model.window;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.window.WholeCourse.Unknown;

/** The format in which a {@link Course} is stored and sent. Stateless. */
final class CourseBytes {

    /** Without missing readings; older releases read it. */
    private static final byte FIRST = 1;

    private static final byte WITH_LOST = 2;

    private CourseBytes() {}

    /** Empty if nothing is kept. */
    static byte[] of(Course course) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (course.isKept()) {
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                write(course, out);
            } catch (IOException e) {
                throw new IllegalStateException("a course cannot be written to memory", e);
            }
        }
        return bytes.toByteArray();
    }

    private static void write(Course course, DataOutputStream out) throws IOException {
        boolean lost = !course.lost().equals(Lost.NONE);
        out.writeByte(lost ? WITH_LOST : FIRST);
        out.writeUTF(course.kind().statistic().word());
        out.writeBoolean(course.kind().onChange());
        out.writeLong(course.kind().holdMillis());
        out.writeDouble(course.kind().rollsOverAt());
        out.writeByte(code(course.unknown()));
        out.writeDouble(course.carried());
        out.writeLong(course.changes());
        out.writeDouble(course.integral());
        out.writeLong(course.heldMicros());
        out.writeByte(course.microsOfState().size());
        for (Map.Entry<Double, Long> state : course.microsOfState().entrySet()) {
            out.writeDouble(state.getKey());
            out.writeLong(state.getValue());
        }
        if (lost) {
            out.writeLong(course.lost().beforeMicros());
            out.writeLong(course.lost().afterMicros());
            out.writeLong(course.lost().lastMicros());
        }
    }

    /** @throws IllegalArgumentException if the bytes are something else */
    static Course parse(byte[] bytes) {
        if (bytes.length == 0) {
            return Course.NONE;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte version = in.readByte();
            if (version < FIRST || version > WITH_LOST) {
                throw new IllegalArgumentException(
                        "a course has version " + version + ", known are " + FIRST + " to " + WITH_LOST);
            }
            ReadingKind kind =
                    new ReadingKind(Statistic.of(in.readUTF()), in.readBoolean(), in.readLong(), in.readDouble());
            Unknown unknown = unknown(in.readByte());
            double carried = in.readDouble();
            long changes = in.readLong();
            double integral = in.readDouble();
            long heldMicros = in.readLong();
            SortedMap<Double, Long> states = new TreeMap<>();
            for (int left = in.readByte(); left > 0; left--) {
                states.put(in.readDouble(), in.readLong());
            }
            Lost lost = version < WITH_LOST ? Lost.NONE : new Lost(in.readLong(), in.readLong(), in.readLong());
            return new Course(kind, unknown, carried, changes, integral, heldMicros, states, lost);
        } catch (IOException e) {
            throw new IllegalArgumentException("these " + bytes.length + " bytes are no course", e);
        }
    }

    private static int code(Unknown unknown) {
        if (unknown == null) {
            return 1;
        }
        return switch (unknown) {
            case SETTINGS_CHANGED -> 2;
            case TOO_MANY_STATES -> 3;
            case STEP_UNKNOWN -> 4;
            default -> 0;
        };
    }

    private static Unknown unknown(int code) {
        return switch (code) {
            case 0 -> Unknown.LATE_READINGS;
            case 1 -> null;
            case 2 -> Unknown.SETTINGS_CHANGED;
            case 3 -> Unknown.TOO_MANY_STATES;
            case 4 -> Unknown.STEP_UNKNOWN;
            default -> throw new IllegalArgumentException("a course has no reason " + code + " to be unknown");
        };
    }
}
