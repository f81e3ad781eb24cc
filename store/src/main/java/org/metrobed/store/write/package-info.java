/**
 * Tables, each described once by its columns, for writing and for reading. Rows are written by binary COPY or by
 * unnested arrays that are compared with stored rows, and read by the names of their columns. Knows no table by name;
 * depends on {@code model}, {@code analysis}, {@code store.query} and JDBC only.
 */
package org.metrobed.store.write;
