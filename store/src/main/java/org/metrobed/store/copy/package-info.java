/** Copies of a whole schema into another layout or database. Depends on the root package. */
package org.metrobed.store.copy;
