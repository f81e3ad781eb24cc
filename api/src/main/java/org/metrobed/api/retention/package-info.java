/** Starts retention once an hour, if an operator configured how long rows are kept. */
package org.metrobed.api.retention;
