package org.metrobed.model.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaggedBytesTest {

    private final TaggedBytes bytes = new TaggedBytes(slot -> slot == 3 ? ParamSpec.of(Third.class) : null);

    /** Parameters of each kind. */
    record All(
            @Param(tag = 1) double number,
            @Param(tag = 2, optional = true) double absent,
            @Param(tag = 3) int whole,
            @Param(tag = 4, unit = Unit.MILLIS, or = "PT1S") long duration,
            @Param(tag = 5, or = "false") boolean flag,
            @Param(tag = 6, or = "monday") DayOfWeek word,
            @Param(tag = 7, or = "open") Edge span,
            @Param(tag = 8, or = "UTC") ZoneId zone,
            @Param(tag = 9) String text,
            @Param(tag = 10, optional = true) Inner inner,
            @Param(tag = 11, optional = true) List<Inner> inners,
            @Param(tag = 12, optional = true) List<Double> numbers,
            @Param(tag = 13, optional = true) List<TestParams> tests) {}

    record Inner(
            @Param(tag = 1) String name,
            @Param(tag = 2, optional = true) List<Inner> deeper) {}

    public record Edge(double low, double high) implements Ends {}

    record Third(@Param(tag = 1, or = "0") double size) implements TestParams {
        @Override
        public int slot() {
            return 3;
        }
    }

    record Fourth(@Param(tag = 1) double size) implements TestParams {
        @Override
        public int slot() {
            return 4;
        }
    }

    /** The same as {@link Inner}, one version later. */
    record Newer(
            @Param(tag = 1) String name,
            @Param(tag = 3, or = "7") int more,
            @Param(tag = 2, optional = true) List<Inner> deeper,
            @Param(tag = 4, optional = true) Edge edge) {}

    private static final All FULL = new All(
            1.5,
            2.5,
            -3,
            4_000,
            true,
            DayOfWeek.SUNDAY,
            new Edge(1, Double.NaN),
            ZoneId.of("Europe/Vienna"),
            "µ".repeat(70_000),
            new Inner("a", List.of(new Inner("b", List.of()))),
            List.of(new Inner("", List.of()), new Inner("c", List.of())),
            List.of(-999.0, 0.0),
            List.of(new Third(0), new Third(5)));

    private static final All EMPTY = new All(
            0,
            Double.NaN,
            0,
            1_000,
            false,
            DayOfWeek.MONDAY,
            new Edge(Double.NaN, Double.NaN),
            ZoneId.of("UTC"),
            "",
            null,
            List.of(),
            List.of(),
            List.of());

    @Test
    void everyKindComesBack() throws IOException {
        assertThat(read(All.class, bytes.toBytes(FULL))).isEqualTo(FULL);
        assertThat(read(All.class, bytes.toBytes(EMPTY))).isEqualTo(EMPTY);
    }

    @Test
    void whatHoldsAnywayIsNotWritten() {
        assertThat(bytes.toBytes(EMPTY))
                .as("a length, and a number, a whole number and a text with theirs")
                .hasSize(16);
    }

    @Test
    void olderReaderSkipsWhatItDoesNotKnowAndNewerOneTakesWhatHolds() throws IOException {
        Newer newer = new Newer("a", 9, List.of(new Inner("b", List.of())), new Edge(1, 2));
        Inner older = new Inner("a", List.of(new Inner("b", List.of())));

        assertThat(read(Inner.class, bytes.toBytes(newer))).isEqualTo(older);
        assertThat(read(Newer.class, bytes.toBytes(older))).isEqualTo(new Newer("a", 7, older.deeper(), null));
    }

    @Test
    void testThatIsNotKnownIsSkipped() throws IOException {
        All all = new All(
                0,
                0,
                0,
                0,
                false,
                DayOfWeek.MONDAY,
                new Edge(0, 0),
                ZoneId.of("UTC"),
                "",
                null,
                List.of(),
                List.of(),
                List.of(new Fourth(1), new Third(2)));

        assertThat(read(All.class, bytes.toBytes(all)).tests()).containsExactly(new Third(2));
    }

    @Test
    void readerStopsAtTheEndOfTheRecord() throws IOException {
        byte[] one = bytes.toBytes(FULL);
        byte[] two = new byte[2 * one.length];
        System.arraycopy(one, 0, two, 0, one.length);
        System.arraycopy(one, 0, two, one.length, one.length);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(two));

        assertThat(bytes.read(ParamSpec.of(All.class), in)).isEqualTo(FULL);
        assertThat(bytes.read(ParamSpec.of(All.class), in)).isEqualTo(FULL);
        assertThat(in.available()).isZero();
    }

    @Test
    void bytesThatLackWhatIsNeededAreRefused() {
        assertThatThrownBy(() -> read(Inner.class, new byte[] {0}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Inner.name has no value");
        assertThatThrownBy(() -> read(Inner.class, new byte[] {4, 2, 8})).isInstanceOf(IOException.class);
    }

    @Test
    void recordThatDoesNotDescribeItselfIsRefused() {
        record Bare(double number) {}
        record Twice(
                @Param(tag = 1) double a, @Param(tag = 1) double b) {}
        record Odd(@Param(tag = 1) Object a) {}

        assertThatThrownBy(() -> ParamSpec.of(Bare.class)).hasMessage("Bare.number has no @Param");
        assertThatThrownBy(() -> ParamSpec.of(Twice.class)).hasMessageContaining("Twice.b has the tag 1");
        assertThatThrownBy(() -> ParamSpec.of(Odd.class)).hasMessageContaining("Odd.a is a class java.lang.Object");
    }

    private <R extends Record> R read(Class<R> type, byte[] written) throws IOException {
        return bytes.read(ParamSpec.of(type), new DataInputStream(new ByteArrayInputStream(written)));
    }
}
