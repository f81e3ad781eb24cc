/** Dead letters: messages and readings that could not become observations. */
package org.metrobed.api.deadletter;
