package org.metrobed.testbed.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * A place in the list of commands: the script {@code ./metrobed} starts module bench for {@code bench} itself, since
 * that module sees this one and not the other way round.
 */
@Command(name = "bench", description = "Measure the whole path on this machine, beside its bare parts.")
public final class BenchCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", hidden = true)
    private List<String> arguments;

    @Override
    public Integer call() {
        throw new CommandException(
                "the benchmarks are started by the script: ./metrobed bench " + String.join(" ", arguments));
    }
}
