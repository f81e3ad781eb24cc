package org.metrobed.stream.anomaly;

import java.util.TreeMap;
import org.metrobed.analysis.anomaly.ThresholdEpisode;

/** The episodes of one datastream that are pending or open, by rule. Mutable, one thread. */
public final class Episodes {
    TreeMap<String, ThresholdEpisode> byRule = new TreeMap<>();
}
