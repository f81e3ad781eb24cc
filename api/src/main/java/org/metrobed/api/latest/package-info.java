/** The newest value of each datastream, with its age. */
package org.metrobed.api.latest;
