package org.metrobed.decoders.frame;

import java.util.List;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.model.DeadLetter.Reason;

/** Cayenne Low Power Payload. Properties have the names of The Things Stack. Immutable; thread-safe. */
public final class CayenneLppDecoder implements PayloadDecoder {

    private static final long SECOND_MICROS = 1_000_000;

    private final FrameSource source;

    /** A decoder of bare frames. */
    public CayenneLppDecoder() {
        this(FrameSource.BARE);
    }

    private CayenneLppDecoder(FrameSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return "cayenne-lpp";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "Cayenne Low Power Payload, bare, in hex or base64, or in the JSON of a network server: properties are type and"
                + " channel, temperature_3 or gps_1.latitude, with their units. Time: the type unix_time of the frame, else that of"
                + " the envelope, else the received time.";
    }

    @Override
    public List<DecoderOption> options() {
        return FrameSource.OPTIONS;
    }

    @Override
    public PayloadDecoder with(DecoderOptions options) {
        return new CayenneLppDecoder(FrameSource.of(options));
    }

    @Override
    public Decoded decode(Message message) {
        return source.decode(message, CayenneLppDecoder::read);
    }

    private static void read(Frame frame, FrameReadings readings) throws FrameFault {
        long micros = frame.micros();
        for (int at = 0; at < frame.length(); at += 2 + type(frame, at).bytes()) {
            if (type(frame, at) == CayenneType.UNIX_TIME) {
                micros = CayenneType.UNIX_TIME.number(frame, at + 2) * SECOND_MICROS;
            }
        }
        FrameReadings whole = new FrameReadings();
        for (int at = 0; at < frame.length(); at += 2 + type(frame, at).bytes()) {
            if (type(frame, at) != CayenneType.UNIX_TIME) {
                type(frame, at).read(frame, frame.at(at), at + 2, micros, whole);
            }
        }
        readings.addAll(whole);
    }

    /** The type of the value whose channel is at a byte, all of which lies within the frame. */
    private static CayenneType type(Frame frame, int at) throws FrameFault {
        if (at + 1 >= frame.length()) {
            throw new FrameFault(Reason.MALFORMED, "the frame ends after the channel at byte " + at);
        }
        CayenneType type = CayenneType.of(frame.at(at + 1));
        if (type == null) {
            throw new FrameFault(
                    Reason.MALFORMED,
                    "at byte " + (at + 1) + " stands the type " + frame.at(at + 1) + ", which is not known, of "
                            + FrameSource.show(frame));
        }
        if (at + 2 + type.bytes() > frame.length()) {
            throw new FrameFault(
                    Reason.MALFORMED,
                    "the frame ends within the " + type.bytes() + " bytes of the value at byte " + at);
        }
        return type;
    }
}
