/** Dead letters in the database: how they are appended and listed. */
package org.metrobed.store.deadletter;
