/** Drives dead letters again: chosen messages are appended to the raw log once more, for what decodes them by now. */
package org.metrobed.api.redrive;
