/** Measures the whole path, from the publisher to the answer of the API, on the services of an all-in-one run. */
package org.metrobed.lab.path;
