package org.metrobed.topics;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.DeadLetterBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Severity;
import org.metrobed.model.StatedValue;
import org.metrobed.model.TopicTemplate;
import org.metrobed.model.Verdicts;
import org.metrobed.model.window.Quantiles;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;

/** One fixed record of each kind, the same as in the golden files, and random ones from a seed. */
final class SampleRecords {

    static final Observation OBSERVATION = ObservationBuilder.builder()
            .datastream("toyville/pole-7/pm25")
            .phenomenonMicros(1_777_636_800_000_000L)
            .revision(1)
            .result(12.4)
            .flag(QualityFlag.SUSPECT)
            .tests(Verdicts.of(3L | 1L << 54))
            .cause(Observation.Cause.VERDICT)
            .raw(new RawPosition(3, 1_234_567, 2))
            .receivedMillis(1_777_636_801_234L)
            .catalogVersion(17)
            .build();

    static final WindowRevision WINDOW = WindowRevisionBuilder.builder()
            .datastream("toyville/pole-7/pm25")
            .sizeMillis(60_000)
            .startMicros(1_777_636_800_000_000L)
            .recordedMillis(1_777_636_861_000L)
            .intervalMillis(10_000)
            .good(withoutQuantiles(Summary.of(12.4, 1_777_636_800_000_000L).add(13.1, 1_777_636_810_000_000L)))
            .suspect(Summary.EMPTY)
            .notEvaluatedCount(1)
            .failCount(2)
            .missingCount(3)
            .lateCount(4)
            .catalogVersion(17)
            .build();

    static final WindowRevision WINDOW_WITH_QUANTILES = WindowRevisionBuilder.builder()
            .datastream("toyville/pole-7/pm25")
            .sizeMillis(900_000)
            .startMicros(1_777_636_800_000_000L)
            .revision(1_029_627_281)
            .recordedMillis(1_777_636_860_000L)
            .intervalMillis(10_000)
            .good(withDirections(many(40)))
            .suspect(Summary.of(12.4, 1_777_636_800_000_000L).add(13.1, 1_777_636_810_000_000L))
            .notEvaluatedCount(1)
            .failCount(2)
            .missingCount(3)
            .lateCount(4)
            .catalogVersion(17)
            .replaces(true)
            .build();

    static final Observation CONVERTED = ObservationBuilder.builder()
            .datastream("toyville/pole-7/pm25")
            .phenomenonMicros(1_777_636_800_000_000L)
            .result(12.4)
            .flag(QualityFlag.GOOD)
            .tests(Verdicts.of(1))
            .cause(Observation.Cause.ARRIVAL)
            .raw(new RawPosition(3, 1_234_567, 2))
            .receivedMillis(1_777_636_801_234L)
            .catalogVersion(17)
            .stated(new StatedValue(0.0124, "mg/m3"))
            .build();

    static final Observation WITH_SECOND_WORD = OBSERVATION.withTests(new Verdicts(3L | 1L << 54, 4L << 51 | 1));

    static final AlertEvent ALERT = AlertEventBuilder.builder()
            .alertId("toyville/pole-7/pm25@high@1777636800000000")
            .sequence(1)
            .kind(AlertEvent.Kind.RESOLVED)
            .datastream("toyville/pole-7/pm25")
            .detector("high")
            .severity(Severity.WARNING)
            .onsetMicros(1_777_636_800_000_000L)
            .atMicros(1_777_636_920_000_000L)
            .recordedMillis(1_777_636_921_000L)
            .observed(44.5)
            .peak(61.25)
            .expectedLow(Double.NaN)
            .expectedHigh(50)
            .message("PM2.5 was above 50 µg/m³ for 2 min")
            .catalogVersion(17)
            .finding(Finding.THRESHOLD)
            .build();

    static final DeadLetter DEAD_LETTER = DeadLetterBuilder.builder()
            .raw(new RawPosition(0, 99, RawPosition.WHOLE_MESSAGE))
            .stage("decode")
            .reason(DeadLetter.Reason.MALFORMED)
            .detail("not JSON: unexpected end")
            .topic("metrobed/v1/toyville/gw-1/pole-7/up")
            .decoder("native-json/1")
            .receivedMillis(1_777_636_801_234L)
            .payloadBytes(5)
            .payloadHead("{\"o\":")
            .catalogVersion(17)
            .build();

    static final Heartbeat HEARTBEAT = new Heartbeat("ingest-1/5f3a", 1_777_636_801_234L, 1_777_636_700_000L);

    static final CatalogRecord.Version VERSION = CatalogRecord.Version.of(
            16, Map.of("testbed.yaml", "testbed: toyville\n", "things/air.yaml", "things: [größe]\n"));

    static final CatalogRecord.Version VERSION_WITH_ROUTES = CatalogRecord.Version.of(
            16,
            VERSION.files(),
            List.of(
                    new IngestRoute(TopicTemplate.parse("spBv1.0/{group}/+/{node}/#"), "{group}/{node}", false),
                    new IngestRoute(TopicTemplate.parse("metrobed/v1/{testbed}/{gateway}/{thing}/up"), "", true)));

    static final CatalogRecord.Version VERSION_WITH_CONDITION =
            VERSION_WITH_ROUTES.conditional("0f8b6a0e-7a53-4a5e-9d43-6a1c1f0f5b11");

    static final Outgoing COMMAND = new Outgoing(
            "rebirth/3-1234567",
            "spBv1.0/harbour/NCMD/plc-1",
            ByteString.copyFrom(new byte[] {8, 0, 18, (byte) 0xff}),
            1,
            1_777_636_861_234L);

    static final UnboundTopic UNBOUND = UnboundTopicBuilder.builder()
            .instance("metrobed-ingest/1")
            .pattern("roof/+/up")
            .messages(7)
            .firstMillis(1_777_636_861_234L)
            .lastMillis(1_777_636_862_000L)
            .bytes(70_000)
            .largestBytes(20_000)
            .held(6)
            .samples(List.of(new UnboundTopic.Sample(
                    "roof/w1/up",
                    ByteString.copyFromUtf8("{\"t\":1}"),
                    20_000,
                    1_777_636_862_000L,
                    true,
                    "application/json")))
            .build();

    private SampleRecords() {}

    static Observation observation(Random random) {
        return ObservationBuilder.builder()
                .datastream(text(random, 30))
                .phenomenonMicros(random.nextLong())
                .revision(random.nextInt(Integer.MAX_VALUE))
                .result(number(random))
                .flag(any(QualityFlag.values(), random))
                .tests(new Verdicts(random.nextLong(), random.nextBoolean() ? 0 : random.nextLong()))
                .cause(any(Observation.Cause.values(), random))
                .raw(position(random))
                .receivedMillis(random.nextLong())
                .catalogVersion(random.nextLong())
                .stated(random.nextBoolean() ? new StatedValue(random.nextDouble(), text(random, 8)) : null)
                .build();
    }

    static WindowRevision window(Random random) {
        return WindowRevisionBuilder.builder()
                .datastream(text(random, 30))
                .sizeMillis(random.nextLong(1, Long.MAX_VALUE))
                .startMicros(random.nextLong())
                .revision(random.nextInt(Integer.MAX_VALUE))
                .recordedMillis(random.nextLong())
                .intervalMillis(random.nextLong(1, Long.MAX_VALUE))
                .good(summary(random))
                .suspect(summary(random))
                .notEvaluatedCount(random.nextLong(Long.MAX_VALUE))
                .failCount(random.nextLong(Long.MAX_VALUE))
                .missingCount(random.nextLong(Long.MAX_VALUE))
                .lateCount(random.nextLong(Long.MAX_VALUE))
                .catalogVersion(random.nextLong())
                .replaces(random.nextBoolean())
                .build();
    }

    static AlertEvent alert(Random random) {
        return AlertEventBuilder.builder()
                .alertId(text(random, 40))
                .sequence(random.nextInt(Integer.MAX_VALUE))
                .kind(any(AlertEvent.Kind.values(), random))
                .datastream(text(random, 30))
                .detector(text(random, 10))
                .severity(any(Severity.values(), random))
                .onsetMicros(random.nextLong())
                .atMicros(random.nextLong())
                .recordedMillis(random.nextLong())
                .observed(number(random))
                .peak(number(random))
                .expectedLow(number(random))
                .expectedHigh(number(random))
                .message(text(random, 200))
                .catalogVersion(random.nextLong())
                .finding(Finding.THRESHOLD)
                .build();
    }

    static DeadLetter deadLetter(Random random) {
        return DeadLetterBuilder.builder()
                .raw(position(random))
                .stage(text(random, 10))
                .reason(any(DeadLetter.Reason.values(), random))
                .detail(text(random, 500))
                .topic(text(random, 60))
                .decoder(text(random, 20))
                .receivedMillis(random.nextLong())
                .payloadBytes(random.nextLong(Long.MAX_VALUE))
                .payloadHead(text(random, 1_024))
                .catalogVersion(random.nextLong())
                .build();
    }

    static Outgoing command(Random random) {
        byte[] payload = new byte[random.nextInt(100)];
        random.nextBytes(payload);
        return new Outgoing(
                text(random, 40), text(random, 60), ByteString.copyFrom(payload), random.nextInt(2), random.nextLong());
    }

    static UnboundTopic unbound(Random random) {
        byte[] payload = new byte[random.nextInt(100)];
        random.nextBytes(payload);
        return UnboundTopicBuilder.builder()
                .instance(text(random, 20))
                .pattern(text(random, 60))
                .messages(random.nextLong())
                .firstMillis(random.nextLong())
                .lastMillis(random.nextLong())
                .bytes(random.nextLong())
                .largestBytes(random.nextInt())
                .held(random.nextInt())
                .samples(List.of(new UnboundTopic.Sample(
                        text(random, 60),
                        ByteString.copyFrom(payload),
                        random.nextInt(),
                        random.nextLong(),
                        random.nextBoolean(),
                        text(random, 10))))
                .build();
    }

    private static <T> T any(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    private static RawPosition position(Random random) {
        return new RawPosition(
                random.nextInt(Integer.MAX_VALUE), random.nextLong(Long.MAX_VALUE), random.nextInt(-1, 1_000));
    }

    /** As the first release wrote it. */
    private static Summary withoutQuantiles(Summary all) {
        return with(all, 0, 0, Quantiles.EMPTY);
    }

    private static Summary withDirections(Summary all) {
        return with(all, 21.5, -13.25, all.quantiles());
    }

    private static Summary with(Summary all, double cosines, double sines, Quantiles quantiles) {
        return all.with().cosines(cosines).sines(sines).quantiles(quantiles).build();
    }

    private static Summary many(int count) {
        Summary summary = Summary.EMPTY;
        for (int i = 0; i < count; i++) {
            summary = summary.add(8 * i, 1_777_636_800_000_000L + i * 10_000_000L);
        }
        return summary;
    }

    private static Summary summary(Random random) {
        Summary summary = Summary.EMPTY;
        for (int i = random.nextInt(random.nextInt(40) == 0 ? 60 : 4); i > 0; i--) {
            summary = summary.add(random.nextGaussian(), random.nextLong(1L << 50));
        }
        return summary;
    }

    private static double number(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Double.NaN;
            case 1 -> -0.0;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> 0;
            default -> Double.longBitsToDouble(random.nextLong());
        };
    }

    private static String text(Random random, int max) {
        return random.ints(random.nextInt(max + 1), 0, 0x2_0000)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
