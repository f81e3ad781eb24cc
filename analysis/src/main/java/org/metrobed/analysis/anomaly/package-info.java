/**
 * Anomaly detectors: causal, per datastream, bounded state; pure.
 * {@link org.metrobed.analysis.anomaly.EnsembleDetector} combines components, each a class behind one small interface;
 * docs/DETECTORS.md explains how they were chosen and what results they give.
 */
package org.metrobed.analysis.anomaly;
