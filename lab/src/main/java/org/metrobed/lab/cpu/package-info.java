/**
 * Measures processor time and memory, from {@code /proc} and the JVM. Knows only the thread names of the measured code.
 */
package org.metrobed.lab.cpu;
