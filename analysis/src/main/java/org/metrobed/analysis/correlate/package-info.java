/** What becomes of findings: what those near say of them, what belongs together. Pure. */
package org.metrobed.analysis.correlate;
