/** The whole system at once: the promises that no module can keep alone. */
package org.metrobed.testbed.system;
