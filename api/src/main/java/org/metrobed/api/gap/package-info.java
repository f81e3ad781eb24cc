/** Gaps: ranges without usable readings, and their cause if it is known. */
package org.metrobed.api.gap;
