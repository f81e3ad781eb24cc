/** Fault tests under load: the system in separate processes, the faults, and the check of the stored rows. */
package org.metrobed.lab.faults;
