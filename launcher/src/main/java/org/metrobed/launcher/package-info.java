/** The {@code metrobed} command: reads the command line and hands over to the packages below. */
package org.metrobed.launcher;
