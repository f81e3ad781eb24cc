/** Scores of how well alerts found known faults. Pure; depends on no other package. */
package org.metrobed.analysis.score;
