/** One class for each command of {@code metrobed}: options, a call, an exit code. */
package org.metrobed.launcher.command;
