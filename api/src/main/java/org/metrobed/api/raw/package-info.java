/** Single records of the raw log, read by their coordinates; and how far the log has come. Depends on {@code topics} only. */
package org.metrobed.api.raw;
