/**
 * Annotations in the database, and how what follows from them is written: which days of a datastream are to be computed, and
 * one at a time.
 */
package org.metrobed.store.correction;
