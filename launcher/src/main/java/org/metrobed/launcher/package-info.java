/** The {@code metrobed} command: reads the command line and calls the packages below. */
package org.metrobed.launcher;
