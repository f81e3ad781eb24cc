package org.metrobed.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.UnknownFieldSet;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.Verdicts;
import org.metrobed.model.window.Summary;

class CodecTest {

    private static final Topics TOPICS = new Topics("test.");
    private static final Codec<Observation> OBSERVATIONS = TOPICS.observations().codec();

    static List<Arguments> samples() {
        return List.of(
                Arguments.of("observation.bin", OBSERVATIONS, SampleRecords.OBSERVATION),
                Arguments.of("window.bin", TOPICS.windows().codec(), SampleRecords.WINDOW),
                Arguments.of("observation-converted.bin", OBSERVATIONS, SampleRecords.CONVERTED),
                Arguments.of("observation-second-word.bin", OBSERVATIONS, SampleRecords.WITH_SECOND_WORD),
                Arguments.of("window-quantiles.bin", TOPICS.windows().codec(), SampleRecords.WINDOW_WITH_QUANTILES),
                Arguments.of("alert.bin", TOPICS.alerts().codec(), SampleRecords.ALERT),
                Arguments.of("deadletter.bin", TOPICS.deadLetters().codec(), SampleRecords.DEAD_LETTER),
                Arguments.of("heartbeat.bin", Heartbeat.CODEC, SampleRecords.HEARTBEAT),
                Arguments.of("catalog-heartbeat.bin", TOPICS.catalog().codec(), SampleRecords.HEARTBEAT),
                Arguments.of("catalog-version.bin", TOPICS.catalog().codec(), SampleRecords.VERSION),
                Arguments.of("catalog-routes.bin", TOPICS.catalog().codec(), SampleRecords.VERSION_WITH_ROUTES),
                Arguments.of("catalog-condition.bin", TOPICS.catalog().codec(), SampleRecords.VERSION_WITH_CONDITION),
                Arguments.of("command.bin", TOPICS.commands().codec(), SampleRecords.COMMAND),
                Arguments.of("unbound.bin", TOPICS.unbound().codec(), SampleRecords.UNBOUND));
    }

    static List<Arguments> generators() {
        return List.of(
                generator(OBSERVATIONS, SampleRecords::observation),
                generator(TOPICS.windows().codec(), SampleRecords::window),
                generator(TOPICS.alerts().codec(), SampleRecords::alert),
                generator(TOPICS.deadLetters().codec(), SampleRecords::deadLetter),
                generator(TOPICS.commands().codec(), SampleRecords::command),
                generator(TOPICS.unbound().codec(), SampleRecords::unbound));
    }

    private static <T> Arguments generator(Codec<T> codec, Function<Random, T> generator) {
        return Arguments.of(codec, generator);
    }

    @ParameterizedTest
    @MethodSource("generators")
    <T> void anyRecordComesBackAsItWas(Codec<T> codec, Function<Random, T> generator) {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            T record = generator.apply(random);
            assertThat(codec.decode(codec.encode(record))).isEqualTo(record);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    <T> void bytesOfTheFirstReleaseAreStillRead(String file, Codec<T> codec, T record) {
        assertThat(codec.decode(RecordFiles.record(file))).isEqualTo(record);
        assertThat(codec.decode(codec.encode(record))).isEqualTo(record);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    <T> void fieldsOfANewerWriterAreIgnored(String file, Codec<T> codec, T record) {
        byte[] added = UnknownFieldSet.newBuilder()
                .addField(500, UnknownFieldSet.Field.newBuilder().addVarint(7).build())
                .addField(501, UnknownFieldSet.Field.newBuilder().addFixed64(7).build())
                .build()
                .toByteArray();
        ByteArrayOutputStream newer = new ByteArrayOutputStream();
        newer.writeBytes(RecordFiles.record(file));
        newer.writeBytes(added);

        assertThat(codec.decode(newer.toByteArray())).isEqualTo(record);
    }

    @Test
    void fieldsThatAnOlderWriterLackedTakeTheirDefaults() {
        byte[] older = org.metrobed.topics.proto.Observation.newBuilder()
                .setDatastream("a/b/c")
                .setFlag(1)
                .build()
                .toByteArray();
        Observation observation = OBSERVATIONS.decode(older);

        assertThat(observation.cause()).isEqualTo(Observation.Cause.ARRIVAL);
        assertThat(observation.tests()).isEqualTo(Verdicts.NONE);
        assertThat(observation.raw().index()).isEqualTo(-1);
        assertThat(observation.catalogVersion()).isZero();

        byte[] version = RecordFiles.record("catalog-version.bin");
        CatalogRecord.Version read =
                (CatalogRecord.Version) TOPICS.catalog().codec().decode(version);
        assertThat(read.routes()).isEmpty();
        assertThat(read.publication()).isEmpty();

        byte[] window = org.metrobed.topics.proto.WindowRevision.newBuilder()
                .setDatastream("a/b/c")
                .build()
                .toByteArray();
        assertThat(TOPICS.windows().codec().decode(window).good()).isEqualTo(Summary.EMPTY);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    <T> void bytesThatAreNoRecordAreNamed(String file, Codec<T> codec, T record) {
        byte[] bytes = RecordFiles.record(file);
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);

        assertThatThrownBy(() -> codec.decode(cut))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a ");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    <T> void recordWithoutValueIsNamed(String file, Codec<T> codec, T record) {
        assertThatThrownBy(() -> codec.decode(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a ")
                .hasMessageEndingWith(": the record has no value");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    <T> void whateverTheBytesAreDecodingGivesARecordOrSaysThatTheyAreNone(String file, Codec<T> codec, T record) {
        Random random = new Random(5);
        byte[] good = RecordFiles.record(file);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = good.clone();
            if (i % 4 == 0) {
                bytes = new byte[random.nextInt(200)];
                random.nextBytes(bytes);
            }
            for (int change = 1 + random.nextInt(8); change > 0 && bytes.length > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            byte[] hostile = bytes;
            Throwable thrown = catchThrowable(() -> codec.decode(hostile));
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void heartbeatNamesASessionOfBoundedLength() {
        assertThat(new Heartbeat("i".repeat(Heartbeat.MAX_INSTANCE), 1, 1).instance())
                .hasSize(1_000);
        assertThatThrownBy(() -> new Heartbeat("i".repeat(Heartbeat.MAX_INSTANCE + 1), 1, 1))
                .hasMessage("not a heartbeat: instance has 1001 characters, at most 1000");
    }

    @Test
    void catalogRecordWithNeitherContentIsRefused() {
        assertThatThrownBy(() -> TOPICS.catalog().codec().decode(new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("neither version nor heartbeat");
    }

    @Test
    void halfOfASurrogatePairDoesNotStopTheWriter() {
        Observation odd = ObservationBuilder.builder()
                .datastream("a\ud83d/b/c")
                .result(1)
                .flag(SampleRecords.OBSERVATION.flag())
                .tests(Verdicts.NONE)
                .cause(Observation.Cause.ARRIVAL)
                .raw(SampleRecords.OBSERVATION.raw())
                .build();
        assertThat(OBSERVATIONS.decode(OBSERVATIONS.encode(odd)).datastream()).isEqualTo("a?/b/c");
    }
}
