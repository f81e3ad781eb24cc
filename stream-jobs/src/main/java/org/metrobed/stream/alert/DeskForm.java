package org.metrobed.stream.alert;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.core.alert.Desk;
import org.metrobed.core.alert.DeskState;
import org.metrobed.core.alert.Gateway;
import org.metrobed.core.alert.Gateways;
import org.metrobed.core.alert.Known;
import org.metrobed.core.alert.Outages;
import org.metrobed.core.alert.Report;
import org.metrobed.core.alert.Side;
import org.metrobed.core.alert.Silences;
import org.metrobed.core.alert.WiderEvents;
import org.metrobed.core.model.Severity;
import org.metrobed.stream.decode.WatchForm;
import org.metrobed.stream.detection.ReportForm;
import org.metrobed.stream.support.Form;

/** How {@link Desk} is written into checkpoints. */
public final class DeskForm extends Form<Desk> {

    private static final long serialVersionUID = 1L;

    private final ReportForm reports = new ReportForm();

    /** For Flink and the topologies. */
    public DeskForm() {
        super("alert-correlation", Desk.class, 1, false);
    }

    @Override
    public void write(Desk desk, DataOutputView out) throws IOException {
        DeskState state = desk.saved();
        Lists.write(state.alerts(), out, this::write);
        Lists.write(state.groups(), out, DeskForm::write);
        Lists.write(state.gateways(), out, DeskForm::write);
        Lists.write(state.ways(), out, DeskForm::write);
        Lists.write(state.outages(), out, DeskForm::write);
        Lists.write(state.silences(), out, this::write);
        out.writeLong(state.sweepMillis());
    }

    @Override
    public Desk read(int version, DataInputView in) throws IOException {
        return new Desk(new DeskState(
                Lists.read(in, this::readKnown),
                Lists.read(in, DeskForm::readGroup),
                Lists.read(in, DeskForm::readGateway),
                Lists.read(in, from -> new Gateways.Way(from.readUTF(), from.readUTF(), from.readLong())),
                Lists.read(in, from -> new Outages.Outage(from.readUTF(), from.readLong(), from.readLong())),
                Lists.read(in, this::readHeld),
                in.readLong()));
    }

    private void write(Known known, DataOutputView out) throws IOException {
        reports.write(new Report(known.last(), known.site(), known.intervalMillis()), out);
        out.writeLong(known.openedMillis());
    }

    private Known readKnown(DataInputView in) throws IOException {
        Report report = reports.read(reports.version(), in);
        return new Known(report.event(), report.site(), report.intervalMillis(), in.readLong());
    }

    private void write(Silences.Held held, DataOutputView out) throws IOException {
        reports.write(held.report(), out);
        out.writeLong(held.dueMillis());
        out.writeLong(held.fromMillis());
        out.writeBoolean(held.told());
    }

    private Silences.Held readHeld(DataInputView in) throws IOException {
        return new Silences.Held(reports.read(reports.version(), in), in.readLong(), in.readLong(), in.readBoolean());
    }

    private static void write(WiderEvents.Group group, DataOutputView out) throws IOException {
        out.writeUTF(group.root());
        out.writeUTF(group.place());
        out.writeUTF(group.side().name());
        out.writeUTF(group.severity().word());
        out.writeLong(group.startMillis());
        out.writeLong(group.sureMillis());
        out.writeLong(group.newestMicros());
        Lists.write(group.sites(), out, WatchForm::write);
    }

    private static WiderEvents.Group readGroup(DataInputView in) throws IOException {
        return new WiderEvents.Group(
                in.readUTF(),
                in.readUTF(),
                Side.valueOf(in.readUTF()),
                Severity.parse(in.readUTF()),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                Lists.read(in, WatchForm::readSite));
    }

    private static void write(Gateway gateway, DataOutputView out) throws IOException {
        out.writeUTF(gateway.id());
        out.writeLong(gateway.slot());
        out.writeInt(gateway.gaps());
        out.writeDouble(gateway.usualMillis());
        out.writeLong(gateway.offlineMillis());
        out.writeUTF(gateway.alert());
    }

    private static Gateway readGateway(DataInputView in) throws IOException {
        return new Gateway(in.readUTF(), in.readLong(), in.readInt(), in.readDouble(), in.readLong(), in.readUTF());
    }

    private static void write(Gateways.Way way, DataOutputView out) throws IOException {
        out.writeUTF(way.thing());
        out.writeUTF(way.gateway());
        out.writeLong(way.slot());
    }

    private static void write(Outages.Outage outage, DataOutputView out) throws IOException {
        out.writeUTF(outage.alertId());
        out.writeLong(outage.fromMillis());
        out.writeLong(outage.toMillis());
    }
}
