package org.metrobed.decoders.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.metrobed.decoders.sparkplug.EdgeNode.NOON;
import static org.metrobed.decoders.sparkplug.EdgeNode.NOON_MILLIS;
import static org.metrobed.decoders.sparkplug.EdgeNode.born;
import static org.metrobed.decoders.sparkplug.EdgeNode.read;
import static org.metrobed.decoders.spi.Measurement.NO_TIME;
import static org.metrobed.decoders.spi.StatusSignal.State.OFFLINE;
import static org.metrobed.decoders.spi.StatusSignal.State.ONLINE;
import static org.metrobed.model.DeadLetter.Reason.MALFORMED;
import static org.metrobed.model.DeadLetter.Reason.OUT_OF_SEQUENCE;
import static org.metrobed.model.DeadLetter.Reason.TOO_LARGE;
import static org.metrobed.model.DeadLetter.Reason.UNSUPPORTED;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.metrobed.decoders.proto.sparkplug.Metric;
import org.metrobed.decoders.proto.sparkplug.PropertySet;
import org.metrobed.decoders.proto.sparkplug.PropertyValue;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.SessionDecoder;
import org.metrobed.decoders.spi.StatusSignal;

class SparkplugSessionTest {

    private final SparkplugDecoder decoder = new SparkplugDecoder();
    private final SessionDecoder.Session session = decoder.open();
    private final EdgeNode node = new EdgeNode();

    @BeforeEach
    void connect() {
        node.connect();
    }

    @Test
    void birthNamesWhatLaterDataCallsByAlias() {
        Decoded nbirth = take(node.nbirth(born("supply", 1, 12)));
        Decoded dbirth = take(node.dbirth("pole", born("pm25", 2, 10), born("no2", 3, 30)));
        Decoded ndata = take(node.ndata(read(1, 11.5)));
        Decoded ddata = take(node.ddata("pole", read(3, 31), read(2, 11)));

        assertThat(nbirth.measurements()).containsExactly(new Measurement(0, "gw", "supply", NOON, 12, null));
        assertThat(nbirth.signs()).containsExactly(new StatusSignal(null, ONLINE, NOON));
        assertThat(dbirth.measurements())
                .containsExactly(
                        new Measurement(0, "pole", "pm25", NOON, 10, null),
                        new Measurement(1, "pole", "no2", NOON, 30, null));
        assertThat(dbirth.signs()).containsExactly(new StatusSignal("pole", ONLINE, NOON));
        assertThat(ndata.measurements()).containsExactly(new Measurement(0, "gw", "supply", NOON, 11.5, null));
        assertThat(ddata.measurements())
                .containsExactly(
                        new Measurement(0, "pole", "no2", NOON, 31, null),
                        new Measurement(1, "pole", "pm25", NOON, 11, null));
        assertThat(List.of(nbirth, dbirth, ndata, ddata)).allSatisfy(decoded -> {
            assertThat(decoded.rejections()).isEmpty();
            assertThat(decoded.commands()).isEmpty();
        });
    }

    @Test
    void dataTakesDatatypeAndUnitFromTheBirth() {
        Metric temperature = born("temperature", 5, 0).toBuilder()
                .setDatatype(1)
                .setIntValue(20)
                .setProperties(PropertySet.newBuilder()
                        .addKeys("engUnit")
                        .addValues(PropertyValue.newBuilder().setStringValue("Cel")))
                .build();
        take(node.nbirth());
        take(node.dbirth("pole", temperature));

        Metric frost = read(5, 0).toBuilder().setIntValue(0xf6).build();
        Metric named = frost.toBuilder()
                .clearAlias()
                .setName("temperature")
                .setIntValue(-11)
                .build();

        assertThat(take(node.ddata("pole", frost, named)).measurements())
                .containsExactly(
                        new Measurement(0, "pole", "temperature", NOON, -10, "Cel"),
                        new Measurement(1, "pole", "temperature", NOON, -11, "Cel"));
    }

    @Test
    void devicesThatCountTheirAliasesAnewAreNotMixedUp() {
        take(node.nbirth());
        take(node.dbirth("a", born("level", 0, 1)));
        take(node.dbirth("b", born("flow", 0, 2)));

        assertThat(take(node.ddata("a", read(0, 3))).measurements())
                .containsExactly(new Measurement(0, "a", "level", NOON, 3, null));
        assertThat(take(node.ddata("b", read(0, 4))).measurements())
                .containsExactly(new Measurement(0, "b", "flow", NOON, 4, null));
    }

    @Test
    void aliasOfTwoMetricsIsOfNeither() {
        take(node.nbirth());
        take(node.dbirth("a", born("level", 7, 1), born("flow", 7, 2)));

        Decoded decoded = take(node.ddata("a", read(7, 3)));

        assertThat(decoded.measurements()).isEmpty();
        assertThat(decoded.rejections())
                .containsExactly(
                        new Decoded.Rejection(0, MALFORMED, "alias 7 was given to several metrics", "a", null));
        assertThat(decoded.commands()).isEmpty();
    }

    @Test
    void sequenceNumbersGoOnFrom255To0() {
        take(node.nbirth(born("supply", 1, 12)));
        for (int i = 0; i < 600; i++) {
            Decoded decoded = take(node.ndata(read(1, i)));
            assertThat(decoded.measurements()).hasSize(1);
            assertThat(decoded.commands()).isEmpty();
        }
    }

    @Test
    void gapAsksForOneBirthInTenSecondsUntilItComes() {
        take(node.nbirth(born("supply", 1, 12)));

        Decoded first = take(node.lose(1).after(1_000).ndata(read(1, 2)));
        Decoded second = take(node.lose(3).after(9_999).ndata(read(1, 3)));
        Decoded third = take(node.after(1).ndata(read(1, 4)));
        take(node.nbirth(born("supply", 1, 12)));
        Decoded fourth = take(node.after(60_000).ndata(read(1, 5)));

        assertThat(List.of(first, second, third, fourth))
                .allSatisfy(decoded -> assertThat(decoded.measurements()).hasSize(1));
        assertThat(first.commands()).containsExactly(EdgeNode.rebirth(NOON_MILLIS + 1_000));
        assertThat(second.commands()).isEmpty();
        assertThat(third.commands()).containsExactly(EdgeNode.rebirth(NOON_MILLIS + 11_000));
        assertThat(fourth.commands()).isEmpty();
    }

    @Test
    void birthThatDoesNotHelpIsNotAskedForAgainBeforeTenSeconds() {
        take(node.nbirth());
        assertThat(take(node.ndata(read(1, 2))).commands()).hasSize(1);
        take(node.after(100).nbirth());
        assertThat(take(node.ndata(read(1, 2))).commands()).isEmpty();
        assertThat(take(node.after(9_900).ndata(read(1, 2))).commands()).hasSize(1);
    }

    @Test
    void sameMessageAgainIsNoGapAndAnotherOfTheSameNumberIs() {
        take(node.nbirth(born("supply", 1, 12)));
        Message data = node.ndata(read(1, 2));
        take(data);

        assertThat(take(data).measurements()).hasSize(1);
        assertThat(take(data).commands()).isEmpty();
        assertThat(take(node.ndata(read(1, 3))).commands()).isEmpty();
        Decoded other = take(node.lose(255).ndata(read(1, 4)));
        assertThat(other.measurements()).hasSize(1);
        assertThat(other.commands()).hasSize(1);
    }

    @Test
    void dataBeforeAnyBirthIsOutOfSequence() {
        Decoded decoded = take(node.ddata("pole", read(1, 2)));

        assertThat(decoded.measurements()).isEmpty();
        assertThat(decoded.rejections())
                .containsExactly(
                        new Decoded.Rejection(0, OUT_OF_SEQUENCE, "alias 1 is in no birth of pole", "pole", null));
        assertThat(decoded.commands()).containsExactly(EdgeNode.rebirth(NOON_MILLIS));
        assertThat(decoded.signs()).isEmpty();
    }

    @Test
    void deathVoidsWhatBirthsSaidAndItsRefusedDataIsReadAfterTheNextBirth() {
        take(node.nbirth(born("supply", 1, 12)));
        take(node.dbirth("pole", born("pm25", 2, 10)));
        take(node.dbirth("mast", born("wind", 3, 4)));

        Decoded death = take(node.ndeath(0));
        Message early = node.connect().ddata("pole", read(2, 11), born("Node Control/Reboot", 9, 0), read(2, 12));
        Decoded refused = take(early);
        Decoded stillUnknown = decoder.redecode(session, early);
        take(node.nbirth(born("supply", 1, 12)));
        take(node.dbirth("pole", born("pm25", 2, 13)));
        byte[] before = session.save();
        Decoded redriven = decoder.redecode(session, early);

        assertThat(death.signs())
                .containsExactly(
                        new StatusSignal(null, OFFLINE, NO_TIME),
                        new StatusSignal("pole", OFFLINE, NO_TIME),
                        new StatusSignal("mast", OFFLINE, NO_TIME));
        assertThat(refused.measurements()).isEmpty();
        assertThat(refused.rejections())
                .extracting(Decoded.Rejection::index, Decoded.Rejection::reason)
                .containsExactly(tuple(0, OUT_OF_SEQUENCE), tuple(1, OUT_OF_SEQUENCE));
        assertThat(refused.commands()).hasSize(1);
        assertThat(stillUnknown.rejections()).isEqualTo(refused.rejections());
        assertThat(stillUnknown.commands()).isEmpty();
        assertThat(redriven)
                .isEqualTo(new Decoded(
                        List.of(
                                new Measurement(0, "pole", "pm25", NOON, 11, null),
                                new Measurement(1, "pole", "pm25", NOON, 12, null)),
                        List.of()));
        assertThat(session.save()).isEqualTo(before);
    }

    @Test
    void birthIsDecodedAgainWithoutSignsAndWithoutEffect() {
        Decoded decoded = decoder.redecode(session, node.nbirth(born("supply", 1, 12)));

        assertThat(decoded.measurements()).hasSize(1);
        assertThat(decoded.signs()).isEmpty();
        assertThat(take(node.ndata(read(1, 2))).measurements()).isEmpty();
    }

    @Test
    void lastWillOfAnEarlierConnectionIsIgnored() {
        take(node.nbirth(born("supply", 1, 12)));
        take(node.connect().nbirth(born("supply", 1, 12)));

        assertThat(take(node.ndeath(0))).isEqualTo(Decoded.NOTHING);
        assertThat(take(node.ndata(read(1, 2))).measurements()).hasSize(1);
        assertThat(take(node.ndeath(1)).signs()).containsExactly(new StatusSignal(null, OFFLINE, NO_TIME));
    }

    @Test
    void deadDeviceIsForgottenAndTheOthersAreNot() {
        take(node.nbirth());
        take(node.dbirth("pole", born("pm25", 2, 10)));
        take(node.dbirth("mast", born("wind", 3, 4)));

        assertThat(take(node.ddeath("pole")).signs()).containsExactly(new StatusSignal("pole", OFFLINE, NOON));
        assertThat(take(node.ddata("mast", read(3, 5))).measurements()).hasSize(1);
        Decoded decoded = take(node.ddata("pole", read(2, 11)));
        assertThat(decoded.rejections()).hasSize(1);
        assertThat(decoded.commands()).hasSize(1);
    }

    @Test
    void birthOfADeviceBeforeThatOfItsNodeIsTakenAndTheNodesAskedFor() {
        Decoded dbirth = take(node.lose(5).dbirth("pole", born("pm25", 2, 10)));

        assertThat(dbirth.measurements()).hasSize(1);
        assertThat(dbirth.commands()).hasSize(1);
        assertThat(take(node.ddata("pole", read(2, 11))).measurements()).hasSize(1);
    }

    @Test
    void controlsAreNeitherReadingsNorUnknown() {
        take(node.nbirth(born("Node Control/Scan Rate", 1, 1_000), born("Properties/Floor", 2, 3)));

        Decoded decoded = take(node.ndata(read(1, 500), read(2, 4)));

        assertThat(decoded).isEqualTo(Decoded.NOTHING);
    }

    @Test
    void nodesThatShareASessionAreRefused() {
        take(node.nbirth(born("supply", 1, 12)));
        Message other =
                new Message("spBv1.0/toyville/NDATA/gw2", node.ndata(read(1, 2)).payload(), null, NOON_MILLIS);

        assertThat(take(other).rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(UNSUPPORTED);
            assertThat(rejection.detail()).contains("key must be group/node");
        });
    }

    @Test
    void birthsThatAreTooManyAreRefusedAndNotAskedForAgain() {
        take(node.nbirth());
        Metric[] many =
                IntStream.range(0, 24_999).mapToObj(i -> born("m" + i, i, i)).toArray(Metric[]::new);
        assertThat(take(node.dbirth("a", many)).measurements()).hasSize(24_999);
        assertThat(take(node.dbirth("a", many)).measurements()).hasSize(24_999);

        Decoded refused = take(node.dbirth("b", many));

        assertThat(refused.measurements()).isEmpty();
        assertThat(refused.rejections())
                .extracting(Decoded.Rejection::index, Decoded.Rejection::reason)
                .containsExactly(tuple(-1, TOO_LARGE));
        Decoded data = take(node.ddata("b", read(1, 1)));
        assertThat(data.rejections()).hasSize(1);
        assertThat(data.commands()).isEmpty();
        assertThat(take(node.ddata("a", read(1, 1))).measurements()).hasSize(1);
        take(node.nbirth());
        assertThat(take(node.ddata("b", read(1, 1))).commands()).hasSize(1);
    }

    @Test
    void longNamesAreBoundedToo() {
        take(node.nbirth());
        String name = "x".repeat(SparkplugSession.MAX_CHARACTERS);

        assertThat(take(node.dbirth("a", born(name, 1, 1))).rejections())
                .extracting(Decoded.Rejection::reason)
                .containsExactly(TOO_LARGE);
        assertThat(session.save()).hasSizeLessThan(1_000);
    }

    @Test
    void bytesThatAreNoSessionAreRefused() {
        assertThatThrownBy(() -> decoder.restore(new byte[] {1, 2, 3})).isInstanceOf(IllegalArgumentException.class);
    }

    private Decoded take(Message message) {
        return decoder.decode(session, message);
    }
}
