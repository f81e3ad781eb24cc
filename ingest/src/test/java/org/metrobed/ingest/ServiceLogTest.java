package org.metrobed.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.metrobed.config.ConfigException;
import org.metrobed.config.ServiceLog;
import org.metrobed.config.Settings;

/** The log of a service that was started without log settings. */
final class ServiceLogTest {

    private static final String PROPERTY = "logback.configurationFile";

    private final String before = System.getProperty(PROPERTY);

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(PROPERTY);
        } else {
            System.setProperty(PROPERTY, before);
        }
    }

    @Test
    void serviceLogsFromInfoOn() throws JoranException, IOException {
        LoggerContext context = load(Map.of());
        assertThat(context.getLogger("org.eclipse.jetty").getEffectiveLevel()).isEqualTo(Level.INFO);
        assertThat(context.getLogger("org.metrobed.ingest").getEffectiveLevel()).isEqualTo(Level.INFO);
        assertThat(context.getLogger("org.apache.kafka.clients.consumer").getEffectiveLevel())
                .isEqualTo(Level.WARN);
        context.stop();
    }

    @Test
    void fileThatWasNamedAtTheStartStays() {
        System.setProperty(PROPERTY, "other.xml");
        ServiceLog.configure(Settings.of(Map.of()));
        assertThat(System.getProperty(PROPERTY)).isEqualTo("other.xml");
    }

    @Test
    void jsonIsOneObjectALine() throws Exception {
        LoggerContext context = load(Map.of("METROBED_LOG_FORMAT", "json"));
        PrintStream terminal = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            context.getLogger("org.metrobed.ingest.Ingest")
                    .warn("the queue\nis {} % full", 51, new IllegalStateException("by the test"));
        } finally {
            System.setOut(terminal);
            context.stop();
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("{")
                .endsWith("}\n")
                .containsOnlyOnce("\n")
                .contains("\"level\":\"WARN\"", "\"loggerName\":\"org.metrobed.ingest.Ingest\"")
                .contains("\"formattedMessage\":\"the queue\\nis 51 % full\"", "\"message\":\"by the test\"");
    }

    @Test
    void formatThatIsNoneIsRefused() {
        Settings settings = Settings.of(Map.of("METROBED_LOG_FORMAT", "xml"));
        ServiceLog.configure(settings);
        assertThatThrownBy(settings::check)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("METROBED_LOG_FORMAT is 'xml', must be text or json");
    }

    private LoggerContext load(Map<String, String> environment) throws JoranException, IOException {
        System.clearProperty(PROPERTY);
        ServiceLog.configure(Settings.of(environment));
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try (InputStream file = getClass().getClassLoader().getResourceAsStream(System.getProperty(PROPERTY))) {
            configurator.doConfigure(file);
        }
        return context;
    }
}
