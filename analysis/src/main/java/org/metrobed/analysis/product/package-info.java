/** What people expect of air quality data: corrections, averages and indices as authorities define them. Pure; the JDK alone. */
package org.metrobed.analysis.product;
