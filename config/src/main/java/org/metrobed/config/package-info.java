/** Settings: typed, checked all at once, documented from the code; pauses between attempts. Pure; only the mains read the environment. */
package org.metrobed.config;
