/** Faults while readings come: the system as processes of their own, what befalls them, and a count of what is stored. */
package org.metrobed.lab.faults;
