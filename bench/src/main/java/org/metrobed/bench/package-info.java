/** The benchmark command: what it is told, in which order it measures, and its exit code. */
package org.metrobed.bench;
