/** Who was heard when, in the database: how it is kept up to date and listed. */
package org.metrobed.store.liveness;
