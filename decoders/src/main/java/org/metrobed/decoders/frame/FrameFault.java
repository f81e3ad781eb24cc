package org.metrobed.decoders.frame;

import org.metrobed.model.DeadLetter.Reason;

/** A frame cannot be read as a whole; the message says why. */
final class FrameFault extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    FrameFault(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
