package org.metrobed.decoders.frame;

import java.util.List;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.model.DeadLetter.Reason;

/**
 * Advertisements of Ruuvi sensors in the data formats 3 (RAWv1), 5 (RAWv2) and 6, bare or within a Bluetooth advertisement.
 * Immutable; thread-safe.
 */
public final class RuuviDecoder implements PayloadDecoder {

    /** Manufacturer data of company 0x0499. */
    private static final String COMPANY = "9904";

    private static final int AD_MANUFACTURER = 0xff;

    private final FrameSource source;

    /** A decoder of bare frames. */
    public RuuviDecoder() {
        this(FrameSource.BARE);
    }

    private RuuviDecoder(FrameSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return "ruuvi";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "Advertisements of Ruuvi in the data formats 3, 5 (RAWv2) and 6, bare or within a Bluetooth advertisement, in bytes,"
                + " hex or the JSON of a gateway; the codes for not available are missing values. The device is that of the"
                + " envelope, else the MAC address in the frame. Time: that of the envelope, else the received time.";
    }

    @Override
    public List<DecoderOption> options() {
        return FrameSource.OPTIONS;
    }

    @Override
    public PayloadDecoder with(DecoderOptions options) {
        return new RuuviDecoder(FrameSource.of(options));
    }

    @Override
    public Decoded decode(Message message) {
        return source.decode(message, RuuviDecoder::read);
    }

    private static void read(Frame frame, FrameReadings readings) throws FrameFault {
        Frame data = frame.length() == 0 ? frame : manufacturerData(frame);
        RuuviFormat format = data.length() == 0 ? null : RuuviFormat.of(data.at(0));
        if (format == null) {
            throw new FrameFault(
                    data.length() == 0 ? Reason.MALFORMED : Reason.UNSUPPORTED,
                    "there is no data format 3, 5 or 6 of Ruuvi: " + FrameSource.show(frame));
        }
        if (data.length() < format.length()) {
            throw new FrameFault(
                    Reason.MALFORMED,
                    "data format " + data.at(0) + " has " + data.length() + " bytes, must have " + format.length());
        }
        format.read(data, readings);
    }

    /** The data of Ruuvi without what Bluetooth has around them. */
    private static Frame manufacturerData(Frame frame) {
        RuuviFormat bare = RuuviFormat.of(frame.at(0));
        if (bare != null && bare.length() == frame.length()) {
            return frame;
        }
        int at = 0;
        while (at + 4 <= frame.length() && frame.at(at) > 0) {
            int end = at + 1 + frame.at(at);
            if (frame.at(at + 1) == AD_MANUFACTURER && frame.hex(at + 2, 2).equals(COMPANY)) {
                return frame.part(at + 4, Math.max(at + 4, Math.min(end, frame.length())));
            }
            at = end;
        }
        boolean company = frame.length() > 2 && frame.hex(0, 2).equals(COMPANY);
        return company ? frame.part(2, frame.length()) : frame;
    }
}
