/** Finds gaps of datastreams in the observations. Depends on {@code store.query} only. */
package org.metrobed.store.gap;
