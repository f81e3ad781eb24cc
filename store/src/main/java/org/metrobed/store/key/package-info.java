/** Keys of readers: only their hashes. */
package org.metrobed.store.key;
