package org.metrobed.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class RunMixinTest {

    @Command(name = "run")
    private static final class Run {
        @Mixin
        private RunMixin run;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 32})
    void numbersOfSubtasksThatOneProcessBearsAreTaken(int subtasks) {
        assertThat(parsed(subtasks).run.options().parallelism()).isEqualTo(subtasks);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 33, 129})
    void othersAreRefusedInOneSentence(int subtasks) {
        Run command = parsed(subtasks);

        assertThatThrownBy(() -> command.run.options())
                .isInstanceOf(ParameterException.class)
                .hasMessage("--parallelism is " + subtasks
                        + ", must be from 1 to 32 in one process; a Flink cluster takes up to 128");
    }

    private static Run parsed(int subtasks) {
        Run command = new Run();
        new CommandLine(command).parseArgs("--parallelism=" + subtasks);
        return command;
    }
}
