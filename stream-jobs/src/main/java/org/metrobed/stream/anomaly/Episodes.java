package org.metrobed.stream.anomaly;

import java.util.TreeMap;
import org.metrobed.analysis.anomaly.ThresholdEpisode;

/** The pending and open episodes of one datastream, by rule. Mutable, one thread. */
public final class Episodes {
    TreeMap<String, ThresholdEpisode> byRule = new TreeMap<>();
}
