package org.metrobed.launcher.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.metrobed.api.catalog.CatalogPublisher;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogException;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.launcher.run.Log;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks and publishes project bundles. */
@Command(
        name = "catalog",
        description = "Check or publish project bundles.",
        mixinStandardHelpOptions = true,
        subcommands = {CatalogCheckCommand.class, CatalogCommand.Apply.class})
public final class CatalogCommand extends CommandGroup {

    /** Publishes a new version if the content differs. */
    @Command(
            name = "apply",
            description = "Publish bundles to a running Metrobed; bundles of other names stay as they are.",
            mixinStandardHelpOptions = true)
    public static final class Apply implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Parameters(
                paramLabel = "DIR",
                defaultValue = RunMixin.BUNDLES,
                description = "Folder of bundles (default: those of Metrobed).")
        private Path folder;

        @Mixin
        private ServiceMixin service;

        @Override
        public Integer call() throws InterruptedException {
            Log.toTerminal();
            try {
                CatalogPublisher.Publication done =
                        new CatalogPublisher(service.kafka(), service.topics()).merge(CatalogFiles.readFolder(folder));
                spec.commandLine()
                        .getOut()
                        .println((done.changed() ? "published as version " : "unchanged since version ")
                                + done.version().version());
                done.bindingChanges()
                        .forEach(change -> spec.commandLine().getOut().println("  " + change));
                return 0;
            } catch (CatalogException e) {
                e.problems().forEach(spec.commandLine().getErr()::println);
                return 1;
            } catch (KafkaException e) {
                throw new CommandException(
                        "Kafka at " + service.kafka() + " does not accept the catalog: " + e.getMessage(), e);
            }
        }
    }

    /** A catalog in one line. */
    static final class Summary {

        private Summary() {}

        static String of(Catalog catalog) {
            return "no problem: %d test-beds, %d projects, %d things, %d datastreams, %d bindings"
                    .formatted(
                            catalog.testbeds().size(),
                            catalog.projects().size(),
                            catalog.things().size(),
                            catalog.datastreams().size(),
                            catalog.bindings().size());
        }
    }
}
