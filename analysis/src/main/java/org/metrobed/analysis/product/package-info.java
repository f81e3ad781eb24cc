/**
 * Standard products of air quality data: corrections, averages and indices as authorities define them. Pure; depends on
 * the JDK alone.
 */
package org.metrobed.analysis.product;
