/** How well alerts found faults whose truth is known. Pure; needs nothing else of core. */
package org.metrobed.core.score;
