package org.metrobed.store.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class CopyEncoderTest {

    private static final String HEADER = "5047434f50590aff0d0a000000000000000000";

    private final CopyEncoder encoder = new CopyEncoder(0);

    @Test
    void streamIsFramedAsPostgresDocumentsIt() {
        encoder.begin();
        encoder.end();
        assertThat(hex()).isEqualTo(HEADER + "ffff");
    }

    @Test
    void fieldsAreBigEndianBehindTheirLength() {
        encoder.row(6);
        encoder.int2(-2);
        encoder.int4(258);
        encoder.int8(-1);
        encoder.float8(1.0);
        encoder.nothing();
        encoder.text("ä€");
        assertThat(hex())
                .isEqualTo("0006" + "00000002fffe" + "0000000400000102" + "00000008ffffffffffffffff"
                        + "000000083ff0000000000000" + "ffffffff" + "00000005c3a4e282ac");
    }

    @Test
    void truthIsOneByte() {
        Column<Long> column = new LongColumn<>("t", SqlType.BOOL, true, (row, keys) -> row);
        column.encode(1L, encoder, null);
        column.encode(0L, encoder, null);
        assertThat(hex()).isEqualTo("0000000101" + "0000000100");
    }

    @Test
    void bufferGrowsAndIsUsedAgain() {
        String text = "x".repeat(100_000);
        encoder.text(text);
        assertThat(encoder.length()).isEqualTo(100_004);
        encoder.clear();
        encoder.int4(1);
        assertThat(hex()).isEqualTo("0000000400000001");
    }

    @Test
    void smallintThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> encoder.int2(40_000))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("40000");
    }

    @Test
    void timesCountFrom2000() {
        Column<Long> column = new LongColumn<>("t", SqlType.MICROS, true, (row, keys) -> row);
        column.encode(946_684_800_000_001L, encoder, null);
        column.encode(LongColumn.NULL, encoder, null);
        assertThat(hex()).isEqualTo("000000080000000000000001" + "ffffffff");
    }

    private String hex() {
        return HexFormat.of().formatHex(Arrays.copyOf(encoder.buffer(), encoder.length()));
    }
}
