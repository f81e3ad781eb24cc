package org.metrobed.stream.decode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Derivation;
import org.metrobed.model.Severity;
import org.metrobed.model.ThresholdRule;
import org.metrobed.model.limits.GrossRangeLimits;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.model.limits.Span;

/** How settings are written inside readings and states; a change raises the version of each form that embeds it. */
public final class SettingsFormat {

    /** What {@link #write} writes. */
    public static final int VERSION = 4;

    private SettingsFormat() {}

    /** Writes settings. */
    public static void write(DatastreamSettings settings, DataOutputView out) throws IOException {
        out.writeUTF(settings.datastream());
        out.writeLong(settings.catalogVersion());
        out.writeLong(settings.intervalMillis());
        out.writeLong(settings.maxOutOfOrdernessMillis());
        out.writeLong(settings.idleTimeoutMillis());
        LimitsFormat.write(settings.quality(), out);
        writeSentinels(settings.sentinels(), out);
        out.writeByte(settings.thresholds().size());
        for (ThresholdRule rule : settings.thresholds()) {
            out.writeUTF(rule.name());
            out.writeBoolean(rule.direction() == ThresholdRule.Direction.ABOVE);
            out.writeDouble(rule.raise());
            out.writeDouble(rule.clear());
            out.writeLong(rule.minDurationMillis());
            out.writeUTF(rule.severity().word());
        }
        out.writeUTF(settings.statistic().name());
        PeersFormat.write(settings.peers(), out);
        writeDerivation(settings.derivation(), out);
        out.writeByte(settings.products().size());
        for (DatastreamSettings product : settings.products()) {
            write(product, out);
        }
        AnomalyDetectionFormat.write(settings.anomalyDetection(), out);
    }

    static void writeNames(List<String> names, DataOutputView out) throws IOException {
        out.writeShort(names.size());
        for (String name : names) {
            out.writeUTF(name);
        }
    }

    static List<String> readNames(DataInputView in) throws IOException {
        List<String> names = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            names.add(in.readUTF());
        }
        return names;
    }

    private static void writeSentinels(Sentinels sentinels, DataOutputView out) throws IOException {
        out.writeByte(sentinels.numbers().size());
        for (double number : sentinels.numbers()) {
            out.writeDouble(number);
        }
    }

    /**
     * Reads settings.
     *
     * @param version {@link #VERSION}, 3 for those that were not watched, 2 for those that knew of no other datastream, or 1 for
     *     those that had the gross range alone
     */
    public static DatastreamSettings read(int version, DataInputView in) throws IOException {
        String datastream = in.readUTF();
        long catalogVersion = in.readLong();
        long interval = in.readLong();
        long maxOutOfOrderness = in.readLong();
        long idleTimeout = in.readLong();
        QualityConfig quality = version == 1 ? grossRange(interval, in) : LimitsFormat.read(interval * 1_000, in);
        Sentinels sentinels = version == 1 ? Sentinels.NONE : readSentinels(in);
        List<ThresholdRule> rules = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            rules.add(new ThresholdRule(
                    in.readUTF(),
                    in.readBoolean() ? ThresholdRule.Direction.ABOVE : ThresholdRule.Direction.BELOW,
                    in.readDouble(),
                    in.readDouble(),
                    in.readLong(),
                    Severity.parse(in.readUTF())));
        }
        if (version < 3) {
            return new DatastreamSettings(
                    datastream, catalogVersion, interval, maxOutOfOrderness, idleTimeout, quality, sentinels, rules);
        }
        return new DatastreamSettings(
                datastream,
                catalogVersion,
                Datastream.Statistic.valueOf(in.readUTF()),
                interval,
                maxOutOfOrderness,
                idleTimeout,
                quality,
                sentinels,
                rules,
                PeersFormat.read(in),
                readDerivation(in),
                readProducts(version, in),
                version < VERSION ? AnomalyDetection.OFF : AnomalyDetectionFormat.read(in));
    }

    private static void writeDerivation(Derivation derivation, DataOutputView out) throws IOException {
        out.writeUTF(derivation.product());
        out.writeByte(derivation.inputs().size());
        for (Derivation.Input input : derivation.inputs()) {
            out.writeUTF(input.datastream());
            out.writeDouble(input.scale());
            out.writeDouble(input.offset());
        }
    }

    private static Derivation readDerivation(DataInputView in) throws IOException {
        String product = in.readUTF();
        List<Derivation.Input> inputs = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            inputs.add(new Derivation.Input(in.readUTF(), in.readDouble(), in.readDouble()));
        }
        return new Derivation(product, inputs);
    }

    private static List<DatastreamSettings> readProducts(int version, DataInputView in) throws IOException {
        List<DatastreamSettings> products = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            products.add(read(version, in));
        }
        return products;
    }

    private static QualityConfig grossRange(long intervalMillis, DataInputView in) throws IOException {
        Span fail = new Span(in.readDouble(), in.readDouble());
        Span suspect = new Span(in.readDouble(), in.readDouble());
        return QualityConfig.ofInterval(intervalMillis * 1_000).withGrossRange(new GrossRangeLimits(fail, suspect));
    }

    private static Sentinels readSentinels(DataInputView in) throws IOException {
        List<Double> numbers = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            numbers.add(in.readDouble());
        }
        return new Sentinels(numbers);
    }
}
