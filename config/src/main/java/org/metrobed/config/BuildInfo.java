package org.metrobed.config;

/** Which Metrobed this is. Constants only. */
public final class BuildInfo {

    /** The version, as in the poms. */
    public static final String VERSION = "0.2.0-SNAPSHOT";

    private BuildInfo() {}
}
