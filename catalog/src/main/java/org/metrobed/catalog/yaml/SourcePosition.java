package org.metrobed.catalog.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** A position in a file; line and column from 1. */
public record SourcePosition(String file, int line, int column) {

    /** The parser's position, or the top of the file if it has none. */
    public static SourcePosition of(String file, Optional<Mark> mark) {
        return mark.map(place -> new SourcePosition(file, place.getLine() + 1, place.getColumn() + 1))
                .orElse(new SourcePosition(file, 1, 1));
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
