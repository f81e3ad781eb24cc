package org.metrobed.config;

/** What a service logs that runs as a process of its own: from INFO on, to standard output. Static functions only. */
public final class ServiceLog {

    private static final String CONFIGURATION = "logback.configurationFile";
    private static final String RESOURCE = "logback-service.xml";

    private ServiceLog() {}

    /** Before the first logger is made; {@code -Dlogback.configurationFile} overrides it. */
    public static void configure() {
        if (System.getProperty(CONFIGURATION) == null) {
            System.setProperty(CONFIGURATION, RESOURCE);
        }
    }
}
