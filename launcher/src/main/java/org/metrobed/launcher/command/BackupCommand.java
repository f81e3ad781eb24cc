package org.metrobed.launcher.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.metrobed.launcher.backup.Backup;
import org.metrobed.launcher.backup.DataServices;
import org.metrobed.launcher.backup.Installation;
import org.metrobed.launcher.backup.Manifest;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.DataFolder;
import org.metrobed.launcher.run.Log;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes or verifies a backup. */
@Command(
        name = "backup",
        description =
                "Copy everything that cannot be computed again to a folder: raw log, catalog, the tables of people,"
                        + " settings and files. Metrobed may run. A second backup to the same folder adds what came since.",
        footer = {
            "",
            "If METROBED_DATABASE_URL is set, it copies from that database and from the Kafka of --kafka.",
            "See docs/BACKUP.md."
        },
        mixinStandardHelpOptions = true)
public final class BackupCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder of the backup; new, or that of an earlier backup.")
    private Path folder;

    @Mixin
    private DatabaseMixin database;

    @Mixin
    private ServiceMixin service;

    @Option(
            names = "--include",
            paramLabel = "PATH",
            description = "A file or folder that belongs to this installation too, such as .env or the bundles; may be"
                    + " repeated. Files that METROBED_ settings name are included anyway.")
    private List<Path> included = new ArrayList<>();

    @Option(names = "--without-secrets", description = "Leave out settings and files; only logs and tables are copied.")
    private boolean withoutSecrets;

    @Option(names = "--verify", description = "Copy nothing; read the whole backup and compare it with its digests.")
    private boolean verify;

    @Override
    public Integer call() throws IOException {
        Log.toTerminal();
        Console console = new Console(spec.commandLine().getOut());
        if (verify) {
            say(console, "verified", Backup.verify(folder));
            return 0;
        }
        for (Path path : included) {
            if (!Files.exists(path)) {
                throw new CommandException("--include " + path + " does not exist");
            }
        }
        Map<String, String> environment = System.getenv();
        if (DatabaseMixin.isNamed(environment)) {
            take(new Installation(service.kafka(), service.topics(), database.config(environment)), List.of(), console);
        } else if (DataFolder.held(database.data())) {
            take(
                    new Installation(service.kafka(), service.topics(), database.config(environment)),
                    DataServices.files(database.data()),
                    console);
        } else {
            database.config(environment); // says if no Metrobed has run in the folder
            try (DataServices services = DataServices.start(database.data(), console)) {
                take(services.installation(), DataServices.files(database.data()), console);
            }
        }
        return 0;
    }

    private void take(Installation from, List<Path> data, Console console) {
        Backup.Beside beside = withoutSecrets
                ? new Backup.Beside(Map.of(), List.of(), List.of())
                : new Backup.Beside(new TreeMap<>(System.getenv()), data, included);
        Manifest taken = new Backup(from, spec.root().version()[0], console).take(folder, beside, Clock.systemUTC());
        say(console, "taken", taken);
    }

    private void say(Console console, String what, Manifest manifest) {
        console.say(
                "%s: %s holds %,d records and %,d files, %,d bytes; everything that Kafka had acknowledged before %s"
                        .formatted(
                                what,
                                folder,
                                manifest.records(),
                                manifest.files().size(),
                                manifest.bytes(),
                                manifest.cut()));
        for (String gap : manifest.listGaps()) {
            console.say("  " + gap);
        }
    }
}
