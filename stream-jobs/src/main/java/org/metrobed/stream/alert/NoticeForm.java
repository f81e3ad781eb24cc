package org.metrobed.stream.alert;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.stream.decode.SightingForm;
import org.metrobed.stream.detection.ReportForm;
import org.metrobed.stream.detection.StandingForm;
import org.metrobed.stream.support.Form;

/** How {@link Notice} is written between operators and while it waits; a change of one inside raises its version. */
public final class NoticeForm extends Form<Notice> {

    private static final long serialVersionUID = 1L;
    private static final int REPORT = 1;
    private static final int STANDING = 2;
    private static final int SIGHTING = 3;

    private final ReportForm reports = new ReportForm();
    private final StandingForm standings = new StandingForm();
    private final SightingForm sightings = new SightingForm();

    /** For Flink and the topologies. */
    public NoticeForm() {
        super("alert-input", Notice.class, 1, true);
    }

    @Override
    public void write(Notice notice, DataOutputView out) throws IOException {
        if (notice.report() != null) {
            out.writeByte(REPORT);
            reports.write(notice.report(), out);
        } else if (notice.standing() != null) {
            out.writeByte(STANDING);
            standings.write(notice.standing(), out);
        } else {
            out.writeByte(SIGHTING);
            sightings.write(notice.sighting(), out);
        }
    }

    @Override
    public Notice read(int version, DataInputView in) throws IOException {
        return switch (in.readByte()) {
            case REPORT -> Notice.of(reports.read(reports.version(), in));
            case STANDING -> Notice.of(standings.read(standings.version(), in));
            default -> Notice.of(sightings.read(sightings.version(), in));
        };
    }
}
