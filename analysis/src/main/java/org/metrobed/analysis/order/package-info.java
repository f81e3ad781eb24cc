/** Order and duplicates within a datastream: which times were seen. Pure, bounded; depends on the JDK alone. */
package org.metrobed.analysis.order;
