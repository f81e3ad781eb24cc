package org.metrobed.wire.decode;

import java.util.List;
import java.util.Optional;

/** The registry: every decoder, by the name that the catalog uses. A new decoder is one class and one entry here. */
public final class Decoders {

    private static final List<PayloadDecoder> ALL =
            List.of(new NativeJsonDecoder(), new SenmlJsonDecoder(), new StatusDecoder());

    private Decoders() {}

    /** Every decoder. */
    public static List<PayloadDecoder> list() {
        return ALL;
    }

    /** The names of all decoders. */
    public static List<String> listNames() {
        return ALL.stream().map(PayloadDecoder::name).toList();
    }

    /** The decoder of a name. */
    public static Optional<PayloadDecoder> find(String name) {
        return ALL.stream().filter(decoder -> decoder.name().equals(name)).findFirst();
    }
}
