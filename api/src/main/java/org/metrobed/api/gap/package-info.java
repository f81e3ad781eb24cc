/** Gaps: stretches without usable readings, and why, as far as is known. */
package org.metrobed.api.gap;
