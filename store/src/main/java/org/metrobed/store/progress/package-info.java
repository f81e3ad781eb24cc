/** How far each sink has come: written with every batch, read for {@code as_of}. Depends on JDBC only. */
package org.metrobed.store.progress;
