/**
 * Parameters that describe themselves: a record whose components are annotated says what a bundle may state, how it is written
 * into bytes, what the API shows and what the documents tell. Depends on the JDK alone.
 */
package org.metrobed.model.params;
