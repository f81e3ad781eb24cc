package org.metrobed.breach.position;

import io.soabase.recordbuilder.core.RecordBuilder;

/** Nine components; its own class may construct it by position. */
@RecordBuilder
record LongRecord(int a, int b, int c, int d, int e, int f, int g, int h, int i) {

    static final LongRecord ZERO = new LongRecord(0, 0, 0, 0, 0, 0, 0, 0, 0);
}
