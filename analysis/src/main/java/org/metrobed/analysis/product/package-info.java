/**
 * Standard products of air quality data: corrections, averages and indices as authorities define them. Pure.
 */
package org.metrobed.analysis.product;
