package org.metrobed.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.metrobed.config.ServiceLog;

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
        System.clearProperty(PROPERTY);
        ServiceLog.configure();
        LoggerContext context = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try (InputStream file = getClass().getClassLoader().getResourceAsStream(System.getProperty(PROPERTY))) {
            configurator.doConfigure(file);
        }
        assertThat(context.getLogger("org.eclipse.jetty").getEffectiveLevel()).isEqualTo(Level.INFO);
        assertThat(context.getLogger("org.metrobed.ingest").getEffectiveLevel()).isEqualTo(Level.INFO);
        assertThat(context.getLogger("org.apache.kafka.clients.consumer").getEffectiveLevel())
                .isEqualTo(Level.WARN);
        context.stop();
    }

    @Test
    void fileThatWasNamedAtTheStartStays() {
        System.setProperty(PROPERTY, "other.xml");
        ServiceLog.configure();
        assertThat(System.getProperty(PROPERTY)).isEqualTo("other.xml");
    }
}
