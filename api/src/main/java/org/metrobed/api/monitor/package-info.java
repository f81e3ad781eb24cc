/** Monitors ingest and records its silence in the raw log. Depends on {@code topics} and the catalog feed. */
package org.metrobed.api.monitor;
