package org.metrobed.launcher.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.metrobed.config.Secret;
import org.metrobed.launcher.backup.DataServices;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.DataFolder;
import org.metrobed.launcher.run.Log;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Layout;
import org.metrobed.store.copy.CopyException;
import org.metrobed.store.copy.SchemaCopy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Copies the tables into another layout or database. */
@Command(
        name = "copy-database",
        description =
                "Copy all tables into the layout of their server, such as from native partitions to TimescaleDB, or into another"
                        + " database, and compare both. Everything that writes must be stopped.",
        footer = {"", "See docs/UPGRADE.md."},
        mixinStandardHelpOptions = true)
public final class CopyDatabaseCommand implements Callable<Integer> {

    private static final String BEFORE = "_before";

    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseMixin database;

    @Option(
            names = "--to",
            paramLabel = "URL",
            description =
                    "JDBC address of another database. Without it, the copy takes the place of the schema, which is kept with"
                            + " _before at the end of its name.")
    private String url;

    @Option(names = "--to-user", paramLabel = "NAME", description = "User of that database (default: the same).")
    private String user;

    @Option(
            names = "--to-password-file",
            paramLabel = "FILE",
            description = "File with the password of that user (default: the same).")
    private Path password;

    @Override
    public Integer call() throws IOException, SQLException {
        Log.toTerminal();
        Console console = new Console(spec.commandLine().getOut());
        if (url == null && (user != null || password != null)) {
            throw new CommandException("--to-user and --to-password-file need --to");
        }
        if (DatabaseMixin.isNamed(System.getenv())) {
            copy(database.config(System.getenv()), console);
        } else if (DataFolder.held(database.data())) {
            throw new CommandException("a metrobed runs on " + database.data() + "; stop it first");
        } else {
            database.config(System.getenv()); // says if no Metrobed has run in the folder
            try (DataServices services = DataServices.start(database.data(), console)) {
                copy(services.installation().database(), console);
            }
        }
        return 0;
    }

    private void copy(DatabaseConfig from, Console console) throws IOException, SQLException {
        try {
            if (url == null) {
                DatabaseConfig before = from.withSchema(from.schema() + BEFORE);
                Layout layout = new SchemaCopy(from, before, sentence -> console.say("  " + sentence)).replace();
                console.say("copied: the schema " + from.schema() + " has the layout " + layout.word()
                        + " now; the one of before is " + before.schema() + ": drop it if all is well");
            } else {
                DatabaseConfig to = target(from);
                Layout layout = new SchemaCopy(from, to, sentence -> console.say("  " + sentence)).run();
                console.say("copied: the schema " + to.schema() + " of " + to.url() + " has the layout " + layout.word()
                        + "; name it in METROBED_DATABASE_URL of all processes");
            }
        } catch (CopyException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    private DatabaseConfig target(DatabaseConfig from) throws IOException {
        Secret secret = password == null
                ? from.password()
                : new Secret(Files.readString(password).strip());
        return new DatabaseConfig(url, user == null ? from.user() : user, secret, from.schema());
    }
}
