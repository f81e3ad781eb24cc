/** Where processor time and memory go, read from {@code /proc} and the JVM. Knows nothing of what is measured but thread names. */
package org.metrobed.lab.cpu;
