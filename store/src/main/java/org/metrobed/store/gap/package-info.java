/** Gaps of datastreams, found in the observations. Depends on {@code store.query} only. */
package org.metrobed.store.gap;
