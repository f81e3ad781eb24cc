package org.metrobed.stream.alert;

import org.metrobed.stream.support.PlainForm;

/** How {@link Notice} is written between operators and while it waits. */
public final class NoticeForm extends PlainForm<Notice> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public NoticeForm() {
        super(Notice.class, true);
    }
}
