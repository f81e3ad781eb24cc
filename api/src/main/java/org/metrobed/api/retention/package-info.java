/** Asks the store once an hour to take away what is old, where an operator said how long rows are kept. */
package org.metrobed.api.retention;
