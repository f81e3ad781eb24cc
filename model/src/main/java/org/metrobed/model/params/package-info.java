/**
 * Self-describing parameters: the annotations of a record's components define the keys of bundles, the bytes, the API
 * view and the documents. Depends on the JDK only.
 */
package org.metrobed.model.params;
