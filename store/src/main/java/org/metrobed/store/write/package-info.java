/**
 * How rows get into tables: tables described by their columns, written by binary COPY or by unnested arrays that compare
 * with what is stored. Knows no table by name; depends on {@code model}, {@code analysis} and JDBC only.
 */
package org.metrobed.store.write;
