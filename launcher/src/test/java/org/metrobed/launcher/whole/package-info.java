/** The whole system as a person runs it: the packaged command in processes of its own, killed and started again. */
package org.metrobed.launcher.whole;
