package org.metrobed.api.catalog;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.metrobed.catalog.DecoderRules;
import org.metrobed.decoders.Decoders;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.SessionDecoder;
import org.metrobed.decoders.text.NumberOptions;

/** The decoders of this build, for checking catalogs before publication. Stateless; thread-safe. */
public final class WireDecoders implements DecoderRules {

    @Override
    public Set<String> names() {
        return new LinkedHashSet<>(Decoders.listNames());
    }

    @Override
    public Optional<String> findProblem(String decoder, String options) {
        try {
            Decoders.create(decoder, options);
            return Optional.empty();
        } catch (DecoderOptionException e) {
            return Optional.of(e.getMessage());
        }
    }

    @Override
    public boolean keepsSession(String decoder) {
        return Decoders.find(decoder).orElse(null) instanceof SessionDecoder;
    }

    @Override
    public boolean readsNumbersInText(String decoder) {
        return Decoders.find(decoder).stream()
                .flatMap(found -> found.options().stream())
                .anyMatch(NumberOptions.OPTIONS::contains);
    }
}
