/** Progress of each sink: written with every batch, read for {@code as_of}. Depends on JDBC only. */
package org.metrobed.store.progress;
