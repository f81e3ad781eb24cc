/** What people say about ranges of a datastream, and who computes what follows from it. */
package org.metrobed.api.annotation;
