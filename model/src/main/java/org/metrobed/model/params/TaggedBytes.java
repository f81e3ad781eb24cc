package org.metrobed.model.params;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * Records of parameters as bytes with their own length: first the number of bytes that follow, then for each parameter
 * its tag, the length of its value, and the value. A reader skips unknown tags and uses defaults for absent ones, so
 * there is no version. Default values are not written. Immutable, thread-safe.
 */
public final class TaggedBytes {

    private static final int LARGEST = 16 << 20;

    private final IntFunction<ParamSpec<?>> tests;

    /**
     * For records that may contain parameters of quality tests.
     *
     * @param tests the parameters of the test in a slot; null if there is no such test, whose bytes are then skipped
     */
    public TaggedBytes(IntFunction<ParamSpec<?>> tests) {
        this.tests = Objects.requireNonNull(tests, "tests");
    }

    /** The bytes of a record, with their length first. */
    public byte[] toBytes(Record record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(record, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new IllegalStateException("an array in memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    /** Writes the number of bytes of a record, and then the bytes. */
    public void write(Record record, DataOutput out) throws IOException {
        writeBytes(body(record), out);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException also if the bytes are no such record
     */
    public <R extends Record> R read(ParamSpec<R> spec, DataInput in) throws IOException {
        return ofBody(spec, readBytes(in));
    }

    /**
     * The record of these bytes, which do not include their length.
     *
     * @throws IOException if they are no such record
     */
    public <R extends Record> R ofBody(ParamSpec<R> spec, byte[] body) throws IOException {
        Map<String, Object> values = new HashMap<>();
        ByteArrayInputStream bytes = new ByteArrayInputStream(body);
        DataInputStream in = new DataInputStream(bytes);
        while (bytes.available() > 0) {
            Parameter parameter = spec.ofTag((int) VarInts.read(in));
            byte[] value = readBytes(in);
            if (parameter != null) {
                values.put(parameter.component(), value(parameter, value));
            }
        }
        try {
            return spec.make(values);
        } catch (IllegalArgumentException e) {
            throw new IOException("bytes are no " + spec.type().getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    /** The bytes of a record, without their length. */
    public byte[] body(Record record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (Parameter parameter : ParamSpec.of(record.getClass()).parameters()) {
            Object value = parameter.valueIn(record);
            if (!Objects.equals(value, parameter.absent())) {
                VarInts.write(out, parameter.tag());
                writeBytes(bytes(parameter, value), out);
            }
        }
        return bytes.toByteArray();
    }

    private byte[] bytes(Parameter parameter, Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        switch (parameter.kind()) {
            case LIST -> {
                for (Object item : (List<?>) value) {
                    writeBytes(item(parameter, item), out);
                }
            }
            case TESTS -> {
                for (Object item : (List<?>) value) {
                    VarInts.write(out, ((TestParams) item).slot());
                    writeBytes(body((Record) item), out);
                }
            }
            default -> out.write(item(parameter, value));
        }
        return bytes.toByteArray();
    }

    private byte[] item(Parameter parameter, Object value) throws IOException {
        if (parameter.hasRecords()) {
            return body((Record) value);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        if (value instanceof Double number) {
            out.writeDouble(number);
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Number whole) {
            VarInts.write(out, whole.longValue());
        } else if (value instanceof Ends span) {
            out.writeDouble(span.low());
            out.writeDouble(span.high());
        } else {
            String text = value instanceof Enum<?> constant
                    ? Parameter.word(constant)
                    : value instanceof ZoneId zone ? zone.getId() : (String) value;
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private Object value(Parameter parameter, byte[] bytes) throws IOException {
        if (parameter.kind() != Kind.LIST && parameter.kind() != Kind.TESTS) {
            return itemOf(parameter, bytes);
        }
        List<Object> items = new ArrayList<>();
        ByteArrayInputStream rest = new ByteArrayInputStream(bytes);
        DataInputStream in = new DataInputStream(rest);
        while (rest.available() > 0) {
            if (parameter.kind() == Kind.TESTS) {
                ParamSpec<?> test = tests.apply((int) VarInts.read(in));
                byte[] body = readBytes(in);
                if (test != null) {
                    items.add(ofBody(test, body));
                }
            } else {
                items.add(itemOf(parameter, readBytes(in)));
            }
        }
        return items;
    }

    private Object itemOf(Parameter parameter, byte[] bytes) throws IOException {
        if (parameter.hasRecords()) {
            return ofBody(parameter.inner(), bytes);
        }
        Class<?> type = parameter.type();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (type == double.class || type == Double.class) {
            return in.readDouble();
        }
        if (type == boolean.class) {
            return in.readBoolean();
        }
        if (type == int.class) {
            return Math.toIntExact(VarInts.read(in));
        }
        if (type == long.class || type == Long.class) {
            return VarInts.read(in);
        }
        if (parameter.kind() == Kind.SPAN) {
            return parameter.spanOf(in.readDouble(), in.readDouble());
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (type.isEnum()) {
            return parameter.findWord(text).orElseThrow(() -> new IOException("'" + text + "' is unknown"));
        }
        return parameter.kind() == Kind.ZONE ? ZoneId.of(text) : text;
    }

    /** Writes the number of bytes, and then the bytes. */
    public static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
        VarInts.write(out, bytes.length);
        out.write(bytes);
    }

    /** Reads the number of bytes, and then the bytes. */
    public static byte[] readBytes(DataInput in) throws IOException {
        long length = VarInts.read(in);
        if (length < 0 || length > LARGEST) {
            throw new IOException("a record has " + length + " bytes");
        }
        byte[] bytes = new byte[(int) length];
        in.readFully(bytes);
        return bytes;
    }
}
