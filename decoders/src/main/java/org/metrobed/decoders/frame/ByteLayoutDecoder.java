package org.metrobed.decoders.frame;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.model.DeadLetter.Reason;

/** Binary frames whose layout the binding declares. Immutable; thread-safe. */
public final class ByteLayoutDecoder implements PayloadDecoder {

    private final FrameSource source;
    private final ByteLayout layout;

    /** The instance in the registry. It needs options with the layout before it can decode. */
    public ByteLayoutDecoder() {
        this(FrameSource.BARE, null);
    }

    private ByteLayoutDecoder(FrameSource source, ByteLayout layout) {
        this.source = source;
        this.layout = layout;
    }

    @Override
    public String name() {
        return "byte-layout";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "Binary frames whose layout the binding declares, bare, in hex or base64, or in the JSON of a network server. Time:"
                + " time of the frame, record or tag, else that of the envelope, else the received time; a record or tag whose time"
                + " is before 2000 is refused.";
    }

    @Override
    public List<DecoderOption> options() {
        List<DecoderOption> options = new ArrayList<>(List.of(
                new DecoderOption(
                        "frames",
                        "Layouts, of which the first that fits reads a frame: when (port, first-byte: a number or list; length: 11"
                                + " or 11-13), endian, and either fields, a map of names to at (first byte; negative from the"
                                + " end), type (u, i, f or bcd with bits, such as i16; u8 by default), endian, bits (7, or 0-5),"
                                + " scale, offset, missing (numbers before scaling), unit and optional (may be beyond the end);"
                                + " time, such a field of seconds since 1970; and records: {at, length} if these repeat to the end;"
                                + " or tags, a map of tags in hex to length, fields and time of what follows each.",
                        true),
                new DecoderOption(
                        "endian",
                        "Of all numbers: big (the default, the first byte is the highest) or little.",
                        false)));
        options.addAll(FrameSource.OPTIONS);
        return List.copyOf(options);
    }

    @Override
    public PayloadDecoder with(DecoderOptions options) {
        return new ByteLayoutDecoder(FrameSource.of(options), ByteLayoutOptions.layout(options));
    }

    @Override
    public Decoded decode(Message message) {
        return layout == null
                ? Decoded.rejected(Reason.UNSUPPORTED, "the binding declares no layout")
                : source.decode(message, layout);
    }
}
