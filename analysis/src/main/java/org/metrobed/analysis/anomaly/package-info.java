/**
 * Detectors: causal, per datastream, bounded in state; pure. {@link org.metrobed.analysis.anomaly.EnsembleDetector} joins components,
 * each a class of its own behind one small interface; how they were chosen and what they give is in docs/DETECTORS.md.
 */
package org.metrobed.analysis.anomaly;
