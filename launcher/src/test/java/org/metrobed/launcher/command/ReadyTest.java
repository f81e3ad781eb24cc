package org.metrobed.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.metrobed.config.Secret;
import org.metrobed.launcher.run.Console;

final class ReadyTest {

    private final StringWriter out = new StringWriter();
    private final Console console = new Console(new PrintWriter(out));

    @Test
    void tokenComesBeforeTheLineThatScriptsWaitFor() {
        Ready.announce("http://127.0.0.1:8080", new Secret("abc"), console);
        assertThat(out.toString().lines())
                .hasSize(3)
                .satisfies(lines -> assertThat(lines.get(0)).endsWith("operator token: abc"))
                .satisfies(lines -> assertThat(lines.get(1)).endsWith(" http://127.0.0.1:8080/#token=abc"))
                .satisfies(lines -> assertThat(lines.get(2)).startsWith("ready http://127.0.0.1:8080 "));
    }

    @Test
    void nothingIsSaidOfATokenThatIsNotTheRunsOwn() {
        Ready.announce("http://127.0.0.1:8080", Secret.NONE, console);
        assertThat(out.toString().lines()).hasSize(1).noneMatch(line -> line.contains("token"));
    }
}
