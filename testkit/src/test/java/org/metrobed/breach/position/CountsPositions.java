package org.metrobed.breach.position;

import java.util.function.Supplier;

/** Constructs a record by position, in a lambda too. */
final class CountsPositions {

    private CountsPositions() {}

    static LongRecord ordered() {
        Supplier<LongRecord> lambda = () -> new LongRecord(1, 2, 3, 4, 5, 6, 7, 8, 9);
        return lambda.get();
    }
}
