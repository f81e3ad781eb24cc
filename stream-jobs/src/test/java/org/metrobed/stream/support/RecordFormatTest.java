package org.metrobed.stream.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class RecordFormatTest {

    private static final StateFormat<Before> BEFORE = new PlainFormat<>("before", Before.class, true) {};
    private static final StateFormat<After> AFTER = new PlainFormat<>("after", After.class, true) {};

    private enum Mood {
        CALM
    }

    private record Before(String name, double peak, Mood mood) {}

    /** Two more fields; an absent list is empty. */
    private record After(String name, double peak, Mood mood, List<Before> inner, long count) {
        private After {
            inner = inner == null ? List.of() : List.copyOf(inner);
        }
    }

    @Test
    void fieldsThatAreAbsentTakeTheirDefaults() throws IOException {
        byte[] bytes = write(BEFORE, new Before("größer", Double.NaN, Mood.CALM));

        assertThat(read(AFTER, RecordFormat.BY_NAME, bytes))
                .isEqualTo(new After("größer", Double.NaN, Mood.CALM, List.of(), 0));
    }

    @Test
    void fieldsThatAreNotKnownArePassedOver() throws IOException {
        byte[] bytes = write(AFTER, new After("a", -0.0, Mood.CALM, List.of(new Before("b", 1, null)), Long.MIN_VALUE));

        assertThat(read(BEFORE, RecordFormat.BY_NAME, bytes)).isEqualTo(new Before("a", -0.0, Mood.CALM));
    }

    @Test
    void valueComesBackAsItWasAndNothingIsLeftOver() throws IOException {
        After value = new After(
                "a".repeat(100_000),
                Double.NEGATIVE_INFINITY,
                Mood.CALM,
                List.of(new Before("", Double.MIN_VALUE, Mood.CALM)),
                Long.MAX_VALUE);

        assertThat(read(AFTER, RecordFormat.BY_NAME, write(AFTER, value))).isEqualTo(value);
    }

    @Test
    void bytesOfBeforeTheFirstReleaseAreRefusedWithWhatToDo() throws IOException {
        byte[] bytes = write(BEFORE, new Before("a", 1, Mood.CALM));

        assertThatThrownBy(() -> read(BEFORE, 2, bytes))
                .isInstanceOf(IOException.class)
                .hasMessage("a Before of version 2 was written before release 0.1.0 and is not read: start without that"
                        + " checkpoint, from the beginning of the log");
    }

    private static <T> byte[] write(StateFormat<T> form, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        form.write(value, out);
        return out.getCopyOfBuffer();
    }

    private static <T> T read(StateFormat<T> form, int version, byte[] bytes) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        T value = form.read(version, in);
        assertThat(in.available()).isZero();
        return value;
    }
}
