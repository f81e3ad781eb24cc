package org.metrobed.decoders.json;

import java.util.List;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.decoders.text.Json;
import org.metrobed.model.DeadLetter.Reason;

/**
 * JSON of any structure: JSON Pointers in the binding locate fields, time and device. An absent field gives no reading,
 * null is a missing value, true and false are 1 and 0 of a state. Immutable; thread-safe.
 */
public final class JsonPointerDecoder implements PayloadDecoder {

    private final JsonPointerLayout layout;

    /** The instance in the registry. It needs options with the fields before it can decode. */
    public JsonPointerDecoder() {
        this(null);
    }

    private JsonPointerDecoder(JsonPointerLayout layout) {
        this.layout = layout;
    }

    @Override
    public String name() {
        return "json-pointer";
    }

    @Override
    public int version() {
        return 6;
    }

    @Override
    public String summary() {
        return "JSON of any shape: the binding gives JSON Pointers to fields, time and device; null is missing, true"
                + " and false are 1 and 0 of a state. Several values in a message are read if each is on a line of its own. Time:"
                + " where time points, else the received time.";
    }

    @Override
    public List<DecoderOption> options() {
        return JsonPointerLayout.OPTIONS;
    }

    @Override
    public PayloadDecoder with(DecoderOptions options) {
        return new JsonPointerDecoder(JsonPointerLayout.of(options));
    }

    @Override
    public boolean readsDates() {
        return layout != null && layout.timeFormat().isDate();
    }

    @Override
    public Decoded decode(Message message) {
        if (layout == null) {
            return Decoded.rejected(Reason.UNSUPPORTED, "the binding names no fields");
        }
        return layout.timeFormat()
                .settle(
                        Json.decodeTree(message.payload(), root -> new JsonPointerReader(layout, root).read()),
                        message);
    }
}
