package org.metrobed.catalog;

import java.util.Optional;
import java.util.Set;

/** Three decoders: {@code csv} needs the option columns, {@code sparkplug} keeps a session. */
final class FakeDecoders implements DecoderRules {

    @Override
    public Set<String> names() {
        return Set.of("native-json", "csv", "sparkplug");
    }

    @Override
    public Optional<String> findProblem(String decoder, String options) {
        if (decoder.equals("csv")) {
            return options.contains("\"columns\":[")
                    ? Optional.empty()
                    : Optional.of(
                            options.contains("\"columns\"")
                                    ? "columns must be a list of texts"
                                    : "columns is needed by csv");
        }
        return options.isEmpty() ? Optional.empty() : Optional.of("speed is no option of " + decoder);
    }

    @Override
    public boolean readsNumbersInText(String decoder) {
        return decoder.equals("csv");
    }

    @Override
    public boolean keepsSession(String decoder) {
        return decoder.equals("sparkplug");
    }
}
