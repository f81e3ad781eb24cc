/**
 * The whole system as a user runs it: the packaged command in its own processes, which are killed and started again.
 */
package org.metrobed.launcher.whole;
