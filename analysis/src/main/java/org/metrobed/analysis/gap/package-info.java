/**
 * Gaps: time ranges without usable readings, and their causes as far as known. Depends on {@code analysis.quality}
 * only.
 */
package org.metrobed.analysis.gap;
