/** The thresholds of quality tests, as plain values: what the catalog states and the tests read. Depends on the JDK alone. */
package org.metrobed.model.limits;
