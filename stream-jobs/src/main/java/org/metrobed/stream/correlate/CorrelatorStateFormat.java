package org.metrobed.stream.correlate;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.analysis.correlate.AlertCorrelator;
import org.metrobed.analysis.correlate.CorrelatorState;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.analysis.correlate.DeviationSide;
import org.metrobed.analysis.correlate.EventGroups;
import org.metrobed.analysis.correlate.GatewayRegistry;
import org.metrobed.analysis.correlate.GatewayState;
import org.metrobed.analysis.correlate.IngestOutages;
import org.metrobed.analysis.correlate.PendingSilences;
import org.metrobed.analysis.correlate.TrackedAlert;
import org.metrobed.model.Severity;
import org.metrobed.stream.anomaly.DetectorReportFormat;
import org.metrobed.stream.decode.AnomalyDetectionFormat;
import org.metrobed.stream.support.StateFormat;

/** How {@link AlertCorrelator} is written into checkpoints. */
public final class CorrelatorStateFormat extends StateFormat<AlertCorrelator> {

    private static final long serialVersionUID = 1L;

    private final DetectorReportFormat reports = new DetectorReportFormat();

    /** For Flink and the topologies. */
    public CorrelatorStateFormat() {
        super(AlertCorrelator.class, 1, false);
    }

    @Override
    public void write(AlertCorrelator correlator, DataOutputView out) throws IOException {
        CorrelatorState state = correlator.saved();
        FormatLists.write(state.alerts(), out, this::write);
        FormatLists.write(state.groups(), out, CorrelatorStateFormat::write);
        FormatLists.write(state.gateways(), out, CorrelatorStateFormat::write);
        FormatLists.write(state.ways(), out, CorrelatorStateFormat::write);
        FormatLists.write(state.outages(), out, CorrelatorStateFormat::write);
        FormatLists.write(state.silences(), out, this::write);
        out.writeLong(state.sweepMillis());
    }

    @Override
    public AlertCorrelator read(int version, DataInputView in) throws IOException {
        return new AlertCorrelator(new CorrelatorState(
                FormatLists.read(in, this::readKnown),
                FormatLists.read(in, CorrelatorStateFormat::readGroup),
                FormatLists.read(in, CorrelatorStateFormat::readGateway),
                FormatLists.read(in, from -> new GatewayRegistry.Way(from.readUTF(), from.readUTF(), from.readLong())),
                FormatLists.read(
                        in, from -> new IngestOutages.Outage(from.readUTF(), from.readLong(), from.readLong())),
                FormatLists.read(in, this::readHeld),
                in.readLong()));
    }

    private void write(TrackedAlert known, DataOutputView out) throws IOException {
        reports.write(new DetectorReport(known.last(), known.site(), known.intervalMillis()), out);
        out.writeLong(known.openedMillis());
    }

    private TrackedAlert readKnown(DataInputView in) throws IOException {
        DetectorReport report = reports.read(reports.version(), in);
        return new TrackedAlert(report.event(), report.site(), report.intervalMillis(), in.readLong());
    }

    private void write(PendingSilences.Held held, DataOutputView out) throws IOException {
        reports.write(held.report(), out);
        out.writeLong(held.dueMillis());
        out.writeLong(held.fromMillis());
        out.writeBoolean(held.told());
    }

    private PendingSilences.Held readHeld(DataInputView in) throws IOException {
        return new PendingSilences.Held(
                reports.read(reports.version(), in), in.readLong(), in.readLong(), in.readBoolean());
    }

    private static void write(EventGroups.Group group, DataOutputView out) throws IOException {
        out.writeUTF(group.root());
        out.writeUTF(group.place());
        out.writeUTF(group.side().name());
        out.writeUTF(group.severity().word());
        out.writeLong(group.startMillis());
        out.writeLong(group.sureMillis());
        out.writeLong(group.newestMicros());
        FormatLists.write(group.sites(), out, AnomalyDetectionFormat::write);
    }

    private static EventGroups.Group readGroup(DataInputView in) throws IOException {
        return new EventGroups.Group(
                in.readUTF(),
                in.readUTF(),
                DeviationSide.valueOf(in.readUTF()),
                Severity.parse(in.readUTF()),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                FormatLists.read(in, AnomalyDetectionFormat::readSite));
    }

    private static void write(GatewayState gateway, DataOutputView out) throws IOException {
        out.writeUTF(gateway.id());
        out.writeLong(gateway.slot());
        out.writeInt(gateway.gaps());
        out.writeDouble(gateway.usualMillis());
        out.writeLong(gateway.offlineMillis());
        out.writeUTF(gateway.alert());
    }

    private static GatewayState readGateway(DataInputView in) throws IOException {
        return new GatewayState(
                in.readUTF(), in.readLong(), in.readInt(), in.readDouble(), in.readLong(), in.readUTF());
    }

    private static void write(GatewayRegistry.Way way, DataOutputView out) throws IOException {
        out.writeUTF(way.thing());
        out.writeUTF(way.gateway());
        out.writeLong(way.slot());
    }

    private static void write(IngestOutages.Outage outage, DataOutputView out) throws IOException {
        out.writeUTF(outage.alertId());
        out.writeLong(outage.fromMillis());
        out.writeLong(outage.toMillis());
    }
}
