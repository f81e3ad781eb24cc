package org.metrobed.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.metrobed.config.Secret;
import org.metrobed.launcher.run.Console;

final class ReadyTest {

    private static final String MQTT = "tcp://127.0.0.1:1883";

    private final StringWriter out = new StringWriter();
    private final Console console = new Console(new PrintWriter(out));

    @Test
    void tokenComesBeforeTheLineThatScriptsWaitFor() {
        Ready.announce("http://127.0.0.1:8080", MQTT, new Secret("abc"), console);
        assertThat(out.toString().lines())
                .hasSize(4)
                .satisfies(lines -> assertThat(lines.get(0)).endsWith(" " + MQTT))
                .satisfies(lines -> assertThat(lines.get(1)).endsWith("operator token: abc"))
                .satisfies(lines -> assertThat(lines.get(2)).endsWith(" http://127.0.0.1:8080/#token=abc"))
                .satisfies(lines -> assertThat(lines.get(3)).startsWith("ready http://127.0.0.1:8080 "));
    }

    @Test
    void nothingIsSaidOfATokenThatIsNotTheRunsOwn() {
        Ready.announce("http://127.0.0.1:8080", MQTT, Secret.NONE, console);
        assertThat(out.toString().lines()).hasSize(2).noneMatch(line -> line.contains("token"));
    }
}
