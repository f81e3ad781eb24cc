/**
 * Cleaning: order within a datastream, repeats, quality tests. Owns the datastream's clock; what comes after it learns the
 * clock from the elements alone.
 */
package org.metrobed.stream.cleaning;
