/** Says before an upgrade what it will do. */
package org.metrobed.launcher.upgrade;
