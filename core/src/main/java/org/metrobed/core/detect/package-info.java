/** Detectors: causal, per datastream, bounded in state; pure. */
package org.metrobed.core.detect;
