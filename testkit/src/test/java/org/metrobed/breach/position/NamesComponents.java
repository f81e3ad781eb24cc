package org.metrobed.breach.position;

/** Constructs the same record by name, which the rules permit. */
final class NamesComponents {

    private NamesComponents() {}

    static LongRecord named() {
        return LongRecordBuilder.builder().a(1).i(9).build();
    }
}
