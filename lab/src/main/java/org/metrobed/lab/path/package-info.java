/** Measures the whole path, from the publisher to the committed row, on the services of an all-in-one run. */
package org.metrobed.lab.path;
