package org.metrobed.analysis.quality;

/** A quality test. It describes itself. Each test has its own verdict method, with the parameters that it needs. */
public interface QualityTest {

    /** Its place in {@link TestBits}, fixed for ever. */
    int slot();

    /** What it finds and by which thresholds. */
    TestInfo info();
}
