/**
 * The thresholds of quality tests, as plain values: the catalog states them and the tests read them. Depends on the JDK
 * only.
 */
package org.metrobed.model.limits;
