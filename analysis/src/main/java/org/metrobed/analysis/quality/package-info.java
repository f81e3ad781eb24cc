/** Quality tests after QARTOD, one class each, and the packing of their verdicts. Pure. */
package org.metrobed.analysis.quality;
