package org.metrobed.topics;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.Finding;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Severity;
import org.metrobed.model.StatedValue;
import org.metrobed.model.TopicTemplate;
import org.metrobed.model.window.Quantiles;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;

/** One fixed record of each kind, the same as in the golden files, and random ones from a seed. */
final class SampleRecords {

    static final Observation OBSERVATION = new Observation(
            "toyville/pole-7/pm25",
            1_777_636_800_000_000L,
            1,
            12.4,
            QualityFlag.SUSPECT,
            3L | 1L << 54,
            Observation.Cause.VERDICT,
            new RawPosition(3, 1_234_567, 2),
            1_777_636_801_234L,
            17);

    static final WindowRevision WINDOW = new WindowRevision(
            "toyville/pole-7/pm25",
            60_000,
            1_777_636_800_000_000L,
            0,
            1_777_636_861_000L,
            6,
            withoutQuantiles(Summary.of(12.4, 1_777_636_800_000_000L).add(13.1, 1_777_636_810_000_000L)),
            Summary.EMPTY,
            1,
            2,
            3,
            4,
            17,
            false);

    static final WindowRevision WINDOW_WITH_QUANTILES = new WindowRevision(
            "toyville/pole-7/pm25",
            900_000,
            1_777_636_800_000_000L,
            1_029_627_281,
            1_777_636_860_000L,
            90,
            withDirections(many(40)),
            Summary.of(12.4, 1_777_636_800_000_000L).add(13.1, 1_777_636_810_000_000L),
            1,
            2,
            3,
            4,
            17,
            true);

    static final Observation CONVERTED = new Observation(
            "toyville/pole-7/pm25",
            1_777_636_800_000_000L,
            0,
            12.4,
            QualityFlag.GOOD,
            1,
            Observation.Cause.ARRIVAL,
            new RawPosition(3, 1_234_567, 2),
            1_777_636_801_234L,
            17,
            new StatedValue(0.0124, "mg/m3"));

    static final AlertEvent ALERT = new AlertEvent(
            "toyville/pole-7/pm25@high@1777636800000000",
            1,
            AlertEvent.Kind.RESOLVED,
            "toyville/pole-7/pm25",
            "high",
            Severity.WARNING,
            1_777_636_800_000_000L,
            1_777_636_920_000_000L,
            1_777_636_921_000L,
            44.5,
            61.25,
            Double.NaN,
            50,
            "PM2.5 was above 50 µg/m³ for 2 min",
            17,
            Finding.THRESHOLD);

    static final DeadLetter DEAD_LETTER = new DeadLetter(
            new RawPosition(0, 99, RawPosition.WHOLE_MESSAGE),
            "decode",
            DeadLetter.Reason.MALFORMED,
            "not JSON: unexpected end",
            "metrobed/v1/toyville/gw-1/pole-7/up",
            "native-json/1",
            1_777_636_801_234L,
            5,
            "{\"o\":",
            17);

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

    private SampleRecords() {}

    static Observation observation(Random random) {
        return new Observation(
                text(random, 30),
                random.nextLong(),
                random.nextInt(Integer.MAX_VALUE),
                number(random),
                any(QualityFlag.values(), random),
                random.nextLong(),
                any(Observation.Cause.values(), random),
                position(random),
                random.nextLong(),
                random.nextLong(),
                random.nextBoolean() ? new StatedValue(random.nextDouble(), text(random, 8)) : null);
    }

    static WindowRevision window(Random random) {
        return new WindowRevision(
                text(random, 30),
                random.nextLong(1, Long.MAX_VALUE),
                random.nextLong(),
                random.nextInt(Integer.MAX_VALUE),
                random.nextLong(),
                random.nextInt(1, Integer.MAX_VALUE),
                summary(random),
                summary(random),
                random.nextLong(Long.MAX_VALUE),
                random.nextLong(Long.MAX_VALUE),
                random.nextLong(Long.MAX_VALUE),
                random.nextLong(Long.MAX_VALUE),
                random.nextLong(),
                random.nextBoolean());
    }

    static AlertEvent alert(Random random) {
        return new AlertEvent(
                text(random, 40),
                random.nextInt(Integer.MAX_VALUE),
                any(AlertEvent.Kind.values(), random),
                text(random, 30),
                text(random, 10),
                any(Severity.values(), random),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                number(random),
                number(random),
                number(random),
                number(random),
                text(random, 200),
                random.nextLong(),
                Finding.THRESHOLD);
    }

    static DeadLetter deadLetter(Random random) {
        return new DeadLetter(
                position(random),
                text(random, 10),
                any(DeadLetter.Reason.values(), random),
                text(random, 500),
                text(random, 60),
                text(random, 20),
                random.nextLong(),
                random.nextLong(Long.MAX_VALUE),
                text(random, 1_024),
                random.nextLong());
    }

    static Outgoing command(Random random) {
        byte[] payload = new byte[random.nextInt(100)];
        random.nextBytes(payload);
        return new Outgoing(
                text(random, 40), text(random, 60), ByteString.copyFrom(payload), random.nextInt(2), random.nextLong());
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
        return new Summary(
                all.count(),
                all.mean(),
                all.squares(),
                all.sum(),
                all.min(),
                all.minMicros(),
                all.max(),
                all.maxMicros(),
                all.first(),
                all.firstMicros(),
                all.last(),
                all.lastMicros(),
                cosines,
                sines,
                quantiles);
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
