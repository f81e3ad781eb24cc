/** Measures single parts of the system, each alone, in a separate process. */
package org.metrobed.lab.parts;
