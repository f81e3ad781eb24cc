/** Writes the results as text, with their targets and a description of the machine. */
package org.metrobed.lab.report;
