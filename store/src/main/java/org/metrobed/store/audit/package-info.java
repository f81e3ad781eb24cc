/** What was read, by whom. */
package org.metrobed.store.audit;
