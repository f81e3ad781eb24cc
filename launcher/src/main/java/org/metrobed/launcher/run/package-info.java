/** Starts embedded services and the four applications in one process, in order, and stops them in reverse order. */
package org.metrobed.launcher.run;
