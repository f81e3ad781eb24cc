/** Shared by all readers: limits, cursors, statements built from parts. Depends on JDBC only. */
package org.metrobed.store.query;
