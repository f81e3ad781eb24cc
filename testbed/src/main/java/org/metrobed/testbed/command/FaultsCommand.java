package org.metrobed.testbed.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * A place in the list of commands: the script {@code ./metrobed} starts module bench for {@code faults} itself, since
 * that module sees this one and not the other way round.
 */
@Command(name = "faults", description = "Kill and stop each part while readings come, and count what is stored.")
public final class FaultsCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", hidden = true)
    private List<String> arguments;

    @Override
    public Integer call() {
        throw new CommandException(
                "the fault tests are started by the script: ./metrobed faults " + String.join(" ", arguments));
    }
}
