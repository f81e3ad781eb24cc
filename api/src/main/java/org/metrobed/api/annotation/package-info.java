/** Annotations of ranges of a datastream, and the computation of their corrections. */
package org.metrobed.api.annotation;
