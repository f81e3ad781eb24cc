package org.metrobed.launcher.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.metrobed.launcher.backup.Installation;
import org.metrobed.launcher.backup.Manifest;
import org.metrobed.launcher.backup.Restore;
import org.metrobed.launcher.backup.RestoredFolder;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Log;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a backup to a new installation. */
@Command(
        name = "restore",
        description =
                "Write a backup to a new data folder (--data), from which ./metrobed up then starts and computes the"
                        + " results again.",
        footer = {
            "",
            "If METROBED_DATABASE_URL is set, it writes to that database and to the Kafka of --kafka, both without"
                    + " anything of Metrobed; settings and files go to the folder --data.",
            "See docs/BACKUP.md."
        },
        mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder of the backup.")
    private Path folder;

    @Mixin
    private DatabaseMixin database;

    @Mixin
    private ServiceMixin service;

    @Override
    public Integer call() throws IOException {
        Log.toTerminal();
        Console console = new Console(spec.commandLine().getOut());
        Map<String, String> environment = System.getenv();
        Manifest restored;
        if (DatabaseMixin.isNamed(environment)) {
            Installation into = new Installation(service.kafka(), service.topics(), database.config(environment));
            restored = new Restore(into, console).run(folder);
            Files.createDirectories(database.data());
            RestoredFolder.files(folder, restored, database.data());
        } else {
            restored = RestoredFolder.create(folder, database.data(), console);
        }
        console.say("restored: %,d records as of %s; the next start computes the results from them"
                .formatted(restored.records(), restored.cut()));
        Restore.retentionNotice(restored).ifPresent(sentence -> console.say("  " + sentence));
        Path outside = database.data().resolve(RestoredFolder.OUTSIDE);
        if (Files.exists(outside)) {
            console.say("  settings and files from outside the data folder are in " + outside
                    + "; put them where they belong");
        }
        return 0;
    }
}
