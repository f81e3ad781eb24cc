/**
 * Writes rows to tables. Tables are described by their columns and written by binary COPY or by unnested arrays that
 * are compared with stored rows. Knows no table by name; depends on {@code model}, {@code analysis} and JDBC only.
 */
package org.metrobed.store.write;
