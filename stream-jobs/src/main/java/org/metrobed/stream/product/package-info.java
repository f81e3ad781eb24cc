/** Products of hours: what is computed from the last hours of a datastream; a derived reading is cleaned as any other. */
package org.metrobed.stream.product;
