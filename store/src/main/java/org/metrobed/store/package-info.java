/**
 * The database: configuration, schema, and the session that appends to it. This is the only module that knows tables
 * and columns. Each kind of row has its readers in its own package. Depends on {@code model}, {@code analysis} and
 * JDBC.
 */
package org.metrobed.store;
