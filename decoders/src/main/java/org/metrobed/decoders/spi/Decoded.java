package org.metrobed.decoders.spi;

import java.util.List;
import java.util.Objects;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.RawPosition;

/**
 * What a decoder made of a message: every reading of it is in one of the first two lists. Immutable.
 *
 * @param measurements what could be read, in the order of the message
 * @param rejections what could not
 * @param signs signs of life and death
 * @param commands what the decoder asks to be published
 */
public record Decoded(
        List<Measurement> measurements, List<Rejection> rejections, List<StatusSignal> signs, List<Command> commands) {

    /** A message that rightly holds no reading. */
    public static final Decoded NOTHING = new Decoded(List.of(), List.of());

    /**
     * What could not be read, and why.
     *
     * @param index the reading, or {@link RawPosition#WHOLE_MESSAGE}
     * @param reason the stable code
     * @param detail a sentence that names the field and the rule
     * @param device the device of the reading, as in {@link Measurement}; null when it is not known or the topic says it
     * @param property the field that was refused; null when it is not known or the fault is not in one field
     */
    public record Rejection(int index, DeadLetter.Reason reason, String detail, String device, String property) {
        public Rejection {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(detail, "detail");
        }

        /** Without a field. */
        public Rejection(int index, DeadLetter.Reason reason, String detail) {
            this(index, reason, detail, null, null);
        }
    }

    public Decoded {
        measurements = List.copyOf(measurements);
        rejections = List.copyOf(rejections);
        signs = List.copyOf(signs);
        commands = List.copyOf(commands);
    }

    /** Readings alone. */
    public Decoded(List<Measurement> measurements, List<Rejection> rejections) {
        this(measurements, rejections, List.of(), List.of());
    }

    /** The whole message is rejected. */
    public static Decoded rejected(DeadLetter.Reason reason, String detail) {
        return new Decoded(List.of(), List.of(new Rejection(RawPosition.WHOLE_MESSAGE, reason, detail)));
    }

    /** A message that is only a sign. */
    public static Decoded sign(StatusSignal sign) {
        return new Decoded(List.of(), List.of(), List.of(sign), List.of());
    }
}
