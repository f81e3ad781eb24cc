/** How well alerts found faults whose truth is known. Pure; needs no other package. */
package org.metrobed.analysis.score;
