package org.metrobed.stream.detection;

import org.metrobed.core.alert.Report;
import org.metrobed.stream.support.PlainForm;

/** How {@link Report} is written between operators. */
public final class ReportForm extends PlainForm<Report> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public ReportForm() {
        super(Report.class, true);
    }
}
