package org.metrobed.config;

/** What a service logs that runs as a process of its own: from INFO on, to standard output. Static functions only. */
public final class ServiceLog {

    /** Setting of the form of the log. */
    public static final Setting FORMAT = Setting.of(
            "METROBED_LOG_FORMAT",
            "text, or json for one JSON object a line, with timestamp, level, loggerName, threadName, formattedMessage and"
                    + " throwable",
            "text");

    private static final String CONFIGURATION = "logback.configurationFile";
    private static final String RESOURCE = "logback-service.xml";

    private ServiceLog() {}

    /**
     * Before the first logger is made; {@code -Dlogback.configurationFile} overrides it.
     *
     * @param settings gets an error if the format is wrong; the log is text then
     */
    public static void configure(Settings settings) {
        configure(settings, RESOURCE);
    }

    /**
     * As {@link #configure(Settings)}, with another configuration of logback.
     *
     * @param resource for text; the one for JSON ends with {@code -json.xml} instead of {@code .xml}
     */
    public static void configure(Settings settings, String resource) {
        String format = settings.text(FORMAT);
        if (!format.equals("text") && !format.equals("json")) {
            settings.reject(FORMAT, "is '" + format + "', must be text or json");
        }
        if (System.getProperty(CONFIGURATION) == null) {
            System.setProperty(CONFIGURATION, format.equals("json") ? resource.replace(".xml", "-json.xml") : resource);
        }
    }
}
