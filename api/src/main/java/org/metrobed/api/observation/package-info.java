/** Observations: single values with flag, verdicts and origin. */
package org.metrobed.api.observation;
