package org.metrobed.stream.decode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.core.limits.GrossRangeLimits;
import org.metrobed.core.limits.QualityConfig;
import org.metrobed.core.limits.Sentinels;
import org.metrobed.core.limits.Span;
import org.metrobed.core.model.Datastream;
import org.metrobed.core.model.DatastreamSettings;
import org.metrobed.core.model.Derivation;
import org.metrobed.core.model.Severity;
import org.metrobed.core.model.ThresholdRule;
import org.metrobed.core.model.Watch;
import org.metrobed.stream.support.Counts;

/** How settings are written inside readings and states; a change raises the version of each form that embeds it. */
public final class SettingsForm {

    /** What {@link #write} writes. */
    public static final int VERSION = 4;

    private SettingsForm() {}

    /** Writes settings. */
    public static void write(DatastreamSettings settings, DataOutputView out) throws IOException {
        out.writeUTF(settings.datastream());
        out.writeLong(settings.catalogVersion());
        out.writeLong(settings.intervalMillis());
        out.writeLong(settings.allowanceMillis());
        out.writeLong(settings.graceMillis());
        LimitsForm.write(settings.quality(), out);
        writeSentinels(settings.sentinels(), out);
        Counts.writeByte(settings.thresholds().size(), "thresholds", out);
        for (ThresholdRule rule : settings.thresholds()) {
            out.writeUTF(rule.name());
            out.writeBoolean(rule.direction() == ThresholdRule.Direction.ABOVE);
            out.writeDouble(rule.raise());
            out.writeDouble(rule.clear());
            out.writeLong(rule.minDurationMillis());
            out.writeUTF(rule.severity().word());
        }
        out.writeUTF(settings.statistic().name());
        CompanyForm.write(settings.company(), out);
        writeDerivation(settings.derivation(), out);
        Counts.writeByte(settings.products().size(), "products", out);
        for (DatastreamSettings product : settings.products()) {
            write(product, out);
        }
        WatchForm.write(settings.watch(), out);
    }

    static void writeNames(List<String> names, DataOutputView out) throws IOException {
        Counts.writeShort(names.size(), "names", out);
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
        Counts.writeByte(sentinels.numbers().size(), "sentinels", out);
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
        long allowance = in.readLong();
        long grace = in.readLong();
        QualityConfig quality = version == 1 ? grossRange(interval, in) : LimitsForm.read(interval * 1_000, in);
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
                    datastream, catalogVersion, interval, allowance, grace, quality, sentinels, rules);
        }
        return new DatastreamSettings(
                datastream,
                catalogVersion,
                Datastream.Statistic.valueOf(in.readUTF()),
                interval,
                allowance,
                grace,
                quality,
                sentinels,
                rules,
                CompanyForm.read(in),
                readDerivation(in),
                readProducts(version, in),
                version < VERSION ? Watch.OFF : WatchForm.read(in));
    }

    private static void writeDerivation(Derivation derivation, DataOutputView out) throws IOException {
        out.writeUTF(derivation.product());
        Counts.writeByte(derivation.inputs().size(), "inputs", out);
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
