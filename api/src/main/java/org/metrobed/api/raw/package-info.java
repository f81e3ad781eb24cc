/**
 * Single records of the raw log, read by partition and offset; and the newest time of the log. Depends on
 * {@code topics} only.
 */
package org.metrobed.api.raw;
