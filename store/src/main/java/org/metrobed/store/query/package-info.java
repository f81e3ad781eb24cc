/** What all readers share: limits, cursors, statements put together from parts. Depends on JDBC only. */
package org.metrobed.store.query;
