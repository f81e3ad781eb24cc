package org.metrobed.stream.decode;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.model.limits.AttenuatedSignalLimits;
import org.metrobed.model.limits.FlatLineLimits;
import org.metrobed.model.limits.FlatLinePolicy;
import org.metrobed.model.limits.GrossRangeLimits;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.RateOfChangeLimits;
import org.metrobed.model.limits.Span;
import org.metrobed.model.limits.SpikeLimits;
import org.metrobed.model.limits.TimeGapLimits;

/** How the thresholds of quality tests are written inside settings; a change raises their version. */
final class LimitsFormat {

    private LimitsFormat() {}

    static void write(QualityConfig config, DataOutputView out) throws IOException {
        writeGrossRange(config.grossRange(), out);
        if (isThere(config.spike(), out)) {
            out.writeDouble(config.spike().suspect());
            out.writeDouble(config.spike().fail());
            out.writeUTF(config.spike().method().name());
        }
        if (isThere(config.rateOfChange(), out)) {
            out.writeDouble(config.rateOfChange().suspect());
            out.writeDouble(config.rateOfChange().fail());
            out.writeBoolean(config.rateOfChange().wholeSeconds());
        }
        writeFlatLine(config.flatLine(), out);
        writeAttenuatedSignal(config.attenuatedSignal(), out);
        if (isThere(config.climatology(), out)) {
            ClimatologyFormat.write(config.climatology(), out);
        }
        if (isThere(config.timeGap(), out)) {
            out.writeDouble(config.timeGap().suspectSeconds());
            out.writeDouble(config.timeGap().failSeconds());
            out.writeBoolean(config.timeGap().firstInherits());
        }
        out.writeBoolean(config.duplicateTimestamp());
    }

    static QualityConfig read(long intervalMicros, DataInputView in) throws IOException {
        return QualityConfig.ofInterval(intervalMicros)
                .withGrossRange(in.readBoolean() ? new GrossRangeLimits(readSpan(in), readSpan(in)) : null)
                .withSpike(in.readBoolean() ? readSpike(in) : null)
                .withRateOfChange(
                        in.readBoolean()
                                ? new RateOfChangeLimits(in.readDouble(), in.readDouble(), in.readBoolean())
                                : null)
                .withFlatLine(in.readBoolean() ? readFlatLine(in) : null)
                .withAttenuatedSignal(in.readBoolean() ? readAttenuatedSignal(in) : null)
                .withClimatology(in.readBoolean() ? ClimatologyFormat.read(in) : null)
                .withTimeGap(
                        in.readBoolean() ? new TimeGapLimits(in.readDouble(), in.readDouble(), in.readBoolean()) : null)
                .withDuplicateTimestamp(in.readBoolean());
    }

    static void writeSpan(Span span, DataOutputView out) throws IOException {
        out.writeDouble(span.low());
        out.writeDouble(span.high());
    }

    static Span readSpan(DataInputView in) throws IOException {
        return new Span(in.readDouble(), in.readDouble());
    }

    /** Writes whether there is a value, and says so. */
    static boolean isThere(Object limits, DataOutputView out) throws IOException {
        out.writeBoolean(limits != null);
        return limits != null;
    }

    private static void writeGrossRange(GrossRangeLimits limits, DataOutputView out) throws IOException {
        if (isThere(limits, out)) {
            writeSpan(limits.fail(), out);
            writeSpan(limits.suspect(), out);
        }
    }

    private static SpikeLimits readSpike(DataInputView in) throws IOException {
        return new SpikeLimits(in.readDouble(), in.readDouble(), SpikeLimits.Method.valueOf(in.readUTF()));
    }

    private static void writeFlatLine(FlatLineLimits limits, DataOutputView out) throws IOException {
        if (!isThere(limits, out)) {
            return;
        }
        out.writeDouble(limits.suspectSeconds());
        out.writeDouble(limits.failSeconds());
        out.writeDouble(limits.tolerance());
        out.writeDouble(limits.policy().gapSeconds());
        out.writeBoolean(limits.policy().twoValues());
        if (isThere(limits.policy().exempt(), out)) {
            writeSpan(limits.policy().exempt(), out);
        }
        out.writeDouble(limits.policy().exemptSuspectSeconds());
        out.writeDouble(limits.policy().exemptFailSeconds());
    }

    private static FlatLineLimits readFlatLine(DataInputView in) throws IOException {
        double suspect = in.readDouble();
        double fail = in.readDouble();
        double tolerance = in.readDouble();
        FlatLinePolicy policy = new FlatLinePolicy(
                in.readDouble(),
                in.readBoolean(),
                in.readBoolean() ? readSpan(in) : null,
                in.readDouble(),
                in.readDouble());
        return new FlatLineLimits(suspect, fail, tolerance, policy);
    }

    private static void writeAttenuatedSignal(AttenuatedSignalLimits limits, DataOutputView out) throws IOException {
        if (isThere(limits, out)) {
            out.writeDouble(limits.suspect());
            out.writeDouble(limits.fail());
            out.writeDouble(limits.periodSeconds());
            out.writeInt(limits.minObservations());
            out.writeUTF(limits.check().name());
            out.writeInt(limits.maxRows());
        }
    }

    private static AttenuatedSignalLimits readAttenuatedSignal(DataInputView in) throws IOException {
        return new AttenuatedSignalLimits(
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readInt(),
                AttenuatedSignalLimits.Check.valueOf(in.readUTF()),
                in.readInt());
    }
}
