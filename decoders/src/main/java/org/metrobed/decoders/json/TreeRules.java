package org.metrobed.decoders.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.spi.Message;

/** Reads trees of other formats by pointers as {@code json-pointer} does. Immutable; thread-safe. */
public final class TreeRules {

    private final JsonPointerLayout layout;

    private TreeRules(JsonPointerLayout layout) {
        this.layout = layout;
    }

    /** The options that define the rules of XML, whose numbers always are texts. */
    public static List<DecoderOption> xmlOptions() {
        return JsonPointerLayout.OPTIONS.stream()
                .filter(option -> !option.name().equals("numbers-as-text"))
                .toList();
    }

    /**
     * The rules of XML that options define.
     *
     * @throws org.metrobed.decoders.spi.DecoderOptionException if they cannot be used
     */
    public static TreeRules ofXml(DecoderOptions options) {
        return new TreeRules(JsonPointerLayout.ofXml(options));
    }

    /** Whether times are dates without a time of day. */
    public boolean readsDates() {
        return layout.timeFormat().isDate();
    }

    /** The readings of a tree, without local times that only the whole message decides. */
    public Decoded read(JsonNode root) {
        return new JsonPointerReader(layout, root).read();
    }

    /** The readings of a message with its local times decided. */
    public Decoded settle(Decoded decoded, Message message) {
        return layout.timeFormat().settle(decoded, message);
    }
}
