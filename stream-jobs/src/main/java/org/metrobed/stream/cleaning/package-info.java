/**
 * Cleaning: order within a datastream, deduplication, quality tests. It owns the datastream's clock; the operators that
 * follow read the clock from the elements alone.
 */
package org.metrobed.stream.cleaning;
