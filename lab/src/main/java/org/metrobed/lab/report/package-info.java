/** The figures as text, beside their targets, with a description of the machine. */
package org.metrobed.lab.report;
