package org.metrobed.stream.decode;

import org.metrobed.model.DeadLetter;
import org.metrobed.model.Redrive;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.topics.Outgoing;

/** What decoding gives; called in the order of the log, by one thread. */
public interface DecodeOutput {

    /** A reading whose datastream is known. */
    void reading(Reading reading);

    /** The copy of a reading for a datastream that is held against it; those who ask for readings alone need none. */
    default void copy(Reading copy) {}

    /** What could not become a reading. */
    void deadLetter(DeadLetter letter);

    /** A gateway or thing was heard. */
    default void livenessSignal(LivenessSignal livenessSignal) {}

    /** A decoder asks for a message to be sent. */
    default void command(Outgoing command) {}

    /** What became of a dead letter that was driven again. */
    default void redrive(Redrive outcome) {}

    /** A message whose decoder remembers earlier ones: it is to be decoded where its session is. */
    default void session(RawRecord message) {}
}
