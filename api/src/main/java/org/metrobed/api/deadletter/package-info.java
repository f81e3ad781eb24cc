/** Dead letters: what was received and could not become an observation. */
package org.metrobed.api.deadletter;
