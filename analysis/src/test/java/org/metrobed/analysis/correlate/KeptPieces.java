package org.metrobed.analysis.correlate;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** The pieces of a state as an operator keeps them: it learns of changes only. */
final class KeptPieces<P> {

    private final TreeMap<String, P> pieces = new TreeMap<>();

    void take(Map<String, P> changes) {
        changes.forEach((id, piece) -> pieces.compute(id, (same, before) -> piece));
    }

    /** All pieces by id; a copy. */
    Map<String, P> map() {
        return new TreeMap<>(pieces);
    }

    List<P> list() {
        return List.copyOf(pieces.values());
    }

    /** The pieces of a kind, ordered by id. */
    <T> List<T> list(Function<P, T> kind) {
        return pieces.values().stream().map(kind).filter(Objects::nonNull).toList();
    }
}
