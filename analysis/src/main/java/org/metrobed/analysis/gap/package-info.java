/** Gaps: stretches without usable readings, and why, as far as is known. Depends on {@code model} and {@code quality} only. */
package org.metrobed.analysis.gap;
