package org.metrobed.decoders.spi;

import java.util.List;
import java.util.Objects;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.RawPosition;
import org.metrobed.model.StatedFlag;

/**
 * The result of decoding a message. Every reading of the message is in one of the first two lists. Immutable.
 *
 * @param measurements readings that could be read, in the order of the message
 * @param rejections readings that could not be read
 * @param signs liveness and status signals
 * @param commands messages to publish
 */
public record Decoded(
        List<Measurement> measurements, List<Rejection> rejections, List<StatusSignal> signs, List<Command> commands) {

    /** A valid message without readings. */
    public static final Decoded NOTHING = new Decoded(List.of(), List.of());

    /**
     * A reading or message that could not be read, and the reason.
     *
     * @param index index of the reading, or {@link RawPosition#WHOLE_MESSAGE}
     * @param reason the stable code
     * @param detail a sentence that names the field and the rule
     * @param device the device of the reading, as in {@link Measurement}; null if not known or if the topic names it
     * @param property the refused field; null if not known or if the fault is not in one field
     * @param word the text that is no number, so that a binding may give it a value; null if the fault is another
     */
    public record Rejection(
            int index, DeadLetter.Reason reason, String detail, String device, String property, Word word) {
        public Rejection {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(detail, "detail");
        }

        /** A rejection without a field. */
        public Rejection(int index, DeadLetter.Reason reason, String detail) {
            this(index, reason, detail, null, null);
        }

        /** A rejection that is not about a text in place of a number. */
        public Rejection(int index, DeadLetter.Reason reason, String detail, String device, String property) {
            this(index, reason, detail, device, property, null);
        }

        /** The reading that it is, if its word has a value; the unit as in {@link Measurement}. */
        public Measurement reading(double value, String unit) {
            return new Measurement(
                    index, device, property, word.phenomenonMicros(), value, unit, word.begins(), word.flag());
        }

        /** This rejection at another index. */
        public Rejection withIndex(int other) {
            return new Rejection(other, reason, detail, device, property, word);
        }

        /** This rejection, its word at another time. */
        public Rejection at(long micros) {
            return new Rejection(index, reason, detail, device, property, word.at(micros));
        }
    }

    /**
     * A text that stands where a number should. Immutable.
     *
     * @param text as the payload writes it, without surrounding blanks
     * @param phenomenonMicros as in {@link Measurement}
     * @param unit as in {@link Measurement}
     * @param begins as in {@link Measurement}
     * @param flag as in {@link Measurement}
     */
    public record Word(String text, long phenomenonMicros, String unit, boolean begins, StatedFlag flag) {
        public Word {
            text = text.strip();
        }

        /** A text with a time, or without one. */
        public Word(String text, long phenomenonMicros, String unit) {
            this(text, phenomenonMicros, unit, false, StatedFlag.NONE);
        }

        /** This text at another time. */
        Word at(long micros) {
            return new Word(text, micros, unit, begins, flag);
        }
    }

    public Decoded {
        measurements = List.copyOf(measurements);
        rejections = List.copyOf(rejections);
        signs = List.copyOf(signs);
        commands = List.copyOf(commands);
    }

    /** A result with readings only. */
    public Decoded(List<Measurement> measurements, List<Rejection> rejections) {
        this(measurements, rejections, List.of(), List.of());
    }

    /** A rejection of the whole message. */
    public static Decoded rejected(DeadLetter.Reason reason, String detail) {
        return new Decoded(List.of(), List.of(new Rejection(RawPosition.WHOLE_MESSAGE, reason, detail)));
    }

    /** A result with a status signal only. */
    public static Decoded sign(StatusSignal sign) {
        return new Decoded(List.of(), List.of(), List.of(sign), List.of());
    }
}
