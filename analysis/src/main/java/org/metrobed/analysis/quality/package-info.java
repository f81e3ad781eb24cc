/** Quality tests after QARTOD, one class each, pure, and how their verdicts are packed. */
package org.metrobed.analysis.quality;
