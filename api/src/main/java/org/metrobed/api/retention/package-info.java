/** Starts retention, if an operator configured how long rows are kept, and the rewriting of closed months once an hour. */
package org.metrobed.api.retention;
