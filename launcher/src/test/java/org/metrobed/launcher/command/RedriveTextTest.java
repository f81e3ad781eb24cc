package org.metrobed.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.api.redrive.RedriveOutcomes;
import org.metrobed.launcher.run.Console;

class RedriveTextTest {

    @Test
    void letterThatStaysOpenWithoutAReasonIsIgnoredByTheBindingOrItsIndexIsGone() {
        StringWriter text = new StringWriter();
        RedriveText.say(new RedriveOutcomes(4, 0, List.of(), 2, 0), new Console(new PrintWriter(text)));

        assertThat(text.toString().lines().filter(line -> line.contains("ignored")))
                .singleElement()
                .asString()
                .contains("2  gave no reading: the binding ignores it")
                .endsWith("or the message no longer has a reading of this index; still open");
    }
}
