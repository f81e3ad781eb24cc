/** Watches ingest: when it falls silent, that silence becomes data. Depends on {@code topics} and the catalog feed. */
package org.metrobed.api.monitor;
