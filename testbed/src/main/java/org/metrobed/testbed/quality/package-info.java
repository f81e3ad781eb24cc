/**
 * Quality tests without a running system: vectors of the reference, and files of measurements. The words for tests and
 * thresholds are those of {@code ioos_qc}; the tests are those of the stream, from core.
 */
package org.metrobed.testbed.quality;
