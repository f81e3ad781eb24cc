/** Progress of each sink: written with every batch, read for {@code as_of}. Depends on {@code store.query} and {@code store.write}. */
package org.metrobed.store.progress;
