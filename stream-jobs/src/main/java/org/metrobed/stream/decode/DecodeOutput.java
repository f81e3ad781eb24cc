package org.metrobed.stream.decode;

import org.metrobed.model.DeadLetter;
import org.metrobed.model.Redrive;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.topics.Outgoing;

/** Receives the results of decoding, in the order of the log, from one thread. */
public interface DecodeOutput {

    /** A reading whose datastream is known. */
    void reading(Reading reading);

    /** The copy of a reading for a dependent datastream. Does nothing by default. */
    default void copy(Reading copy) {}

    /** A message or reading that was refused. */
    void deadLetter(DeadLetter letter);

    /** A liveness signal of a gateway or thing. */
    default void livenessSignal(LivenessSignal livenessSignal) {}

    /** A message that a decoder asks to send. */
    default void command(Outgoing command) {}

    /** The outcome of a redriven dead letter. */
    default void redrive(Redrive outcome) {}

    /** A message whose decoder keeps a session; it must be decoded where that session is. */
    default void session(RawRecord message) {}
}
