/** The quality tests, explaining themselves. */
package org.metrobed.api.quality;
