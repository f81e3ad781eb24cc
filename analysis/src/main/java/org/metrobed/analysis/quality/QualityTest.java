package org.metrobed.analysis.quality;

/** A quality test: explains itself; its verdict method has the arguments that it needs. */
public interface QualityTest {

    /** Its place in {@link TestBits}, fixed for ever. */
    int slot();

    /** What it finds and by which thresholds. */
    TestInfo info();
}
