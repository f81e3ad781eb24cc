/**
 * The database: where it is, its schema, and the session that appends to it. The only module that knows tables and columns.
 * Readers live in a package of their own for each kind of row. Depends on {@code model}, {@code analysis} and JDBC.
 */
package org.metrobed.store;
