/** Health of the system and of this process, for people and for probes. */
package org.metrobed.api.health;
