package org.metrobed.launcher.command;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.metrobed.launcher.backup.DataServices;
import org.metrobed.launcher.backup.Installation;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.DataFolder;
import org.metrobed.launcher.run.Log;
import org.metrobed.launcher.upgrade.UpgradeCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what an upgrade to this version will do. */
@Command(
        name = "upgrade",
        description =
                "Say whether this version reads the state of a data folder, and what it will do with the database;"
                        + " changes nothing. ./metrobed up then upgrades. Exit code 1 if the pipeline would not resume from the"
                        + " newest checkpoint, or the check could not be made.",
        footer = {"", "See docs/UPGRADE.md."},
        mixinStandardHelpOptions = true)
public final class UpgradeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--check", required = true, description = "Check; the only mode.")
    private boolean check;

    @Mixin
    private DatabaseMixin database;

    @Mixin
    private ServiceMixin service;

    @Override
    public Integer call() throws IOException {
        Log.toTerminal();
        Console console = new Console(spec.commandLine().getOut());
        if (!check) {
            throw new CommandException("upgrade only checks: --check; ./metrobed up upgrades");
        }
        if (DatabaseMixin.isNamed(System.getenv()) || !Files.isDirectory(database.data())) {
            throw new CommandException("upgrade --check looks at a data folder of ./metrobed up, and " + database.data()
                    + (Files.isDirectory(database.data())
                            ? " is not used with METROBED_DATABASE_URL"
                            : " does not exist")
                    + "; for containers see docs/UPGRADE.md");
        }
        if (DataFolder.held(database.data())) {
            return say(new Installation(service.kafka(), service.topics(), database.config(Map.of())), console);
        }
        database.config(Map.of()); // says if no Metrobed has run in the folder
        try (DataServices services = DataServices.start(database.data(), console)) {
            return say(services.installation(), console);
        }
    }

    private int say(Installation installation, Console console) {
        try {
            UpgradeCheck.Outcome outcome = new UpgradeCheck(database.data(), installation).run();
            outcome.sentences().forEach(console::say);
            return outcome.readable() ? 0 : 1;
        } catch (SQLException e) {
            throw new CommandException("the database cannot be used: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandException("the checkpoints cannot be read: " + e, e);
        }
    }
}
