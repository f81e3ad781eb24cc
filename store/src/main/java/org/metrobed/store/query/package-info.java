/** Shared by all readers: limits, cursors, statements built from parts, rows read by name. Depends on JDBC only. */
package org.metrobed.store.query;
