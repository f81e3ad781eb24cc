package org.metrobed.launcher.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.metrobed.api.catalog.CatalogPublisher;
import org.metrobed.api.catalog.WireDecoders;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogException;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.SourceKeys;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.catalog.yaml.YamlProblem;
import org.metrobed.launcher.check.BundleSamples;
import org.metrobed.launcher.check.DryRun;
import org.metrobed.launcher.check.IgnoredSamples;
import org.metrobed.launcher.check.ReportJson;
import org.metrobed.launcher.check.ReportTable;
import org.metrobed.launcher.check.SampleConflicts;
import org.metrobed.launcher.check.SampleMarks;
import org.metrobed.launcher.check.SamplePayload;
import org.metrobed.launcher.check.SampleReport;
import org.metrobed.launcher.check.SampleWarning;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists all problems of the bundles with file, line and column, and the result of decoding sample payloads. */
@Command(
        name = "check",
        description = {
            "Read bundles and list every problem with its file and line.",
            "With samples, given here or in the bundles' folders samples/BINDING: decode each as the pipeline would,"
                    + " and show"
                    + " the readings that would be stored and those that would be rejected.",
            "Deprecated keys are warnings, and so are samples of which every reading is ignored, fields that are ignored or not read,"
                    + " names that differ by their case, times that are not there, time stamps that are not believed,"
                    + " flags of the provider and second values of a time.",
            "Exit code 0 if nothing is wrong, 1 if a bundle has a problem or a reading would be rejected, 2 for wrong"
                    + " usage."
        },
        mixinStandardHelpOptions = true)
public final class CatalogCheckCommand implements Callable<Integer> {

    private static final String WAIT =
            "%d of %d datastreams can have readings of several Kafka keys; these readings wait"
                    + " one to two seconds for their order (docs/CATALOG.md#order-of-readings)";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            defaultValue = RunMixin.BUNDLES,
            description = "Folder of bundles (default: those of Metrobed).")
    private Path folder;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "The MQTT topic that the samples come from.")
    private String topic;

    @Option(
            names = "--sample",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Files with one payload each, in the order of arrival.")
    private List<Path> samples = new ArrayList<>();

    @Option(names = "--content-type", paramLabel = "TYPE", description = "Their MQTT 5 content type (default: none).")
    private String contentType;

    @Option(
            names = "--received",
            paramLabel = "INSTANT",
            description = "Their received time, such as 2026-11-22T08:00:00Z (default: now).")
    private Instant received;

    @Option(
            names = "--published",
            description =
                    "Check them also as the successors of what is published at --kafka: unit, statistic, gas and states of a"
                            + " published datastream stay, and warn of another interval, stamp or place.")
    private boolean published;

    @Mixin
    private ServiceMixin service;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkUsage();
        List<YamlProblem> warnings = new ArrayList<>();
        try {
            CatalogFiles files = CatalogFiles.readFolder(folder);
            Catalog catalog = CatalogReader.read(files, 0, new WireDecoders(), warnings::add);
            if (published) {
                warnings.addAll(new CatalogPublisher(service.kafka(), service.topics()).check(files));
            }
            List<SampleReport> reports = new ArrayList<>();
            DryRun run = new DryRun(catalog);
            for (SamplePayload sample : listSamples(catalog)) {
                reports.add(run.take(sample));
            }
            print(catalog, warnings, reports);
            return reports.stream().allMatch(SampleReport::isClean) ? 0 : 1;
        } catch (CatalogException e) {
            if (json) {
                spec.commandLine().getOut().println(ReportJson.write(e.problems(), warnings, List.of(), List.of()));
            } else {
                printWarnings(warnings);
                e.problems().forEach(spec.commandLine().getErr()::println);
            }
            return 1;
        } catch (KafkaException e) {
            throw new CommandException("Kafka at " + service.kafka() + " does not answer: " + e.getMessage(), e);
        }
    }

    private List<SamplePayload> listSamples(Catalog catalog) throws IOException {
        Instant at = received == null ? Instant.now() : received;
        if (samples.isEmpty()) {
            try {
                return BundleSamples.list(folder, catalog, at);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
        }
        return samples.stream()
                .map(file -> new SamplePayload(file, topic, contentType, at))
                .toList();
    }

    private void printWarnings(List<YamlProblem> warnings) {
        warnings.forEach(warning -> spec.commandLine().getErr().println(warning.asWarning()));
    }

    private void print(Catalog catalog, List<YamlProblem> warnings, List<SampleReport> reports) {
        PrintWriter out = spec.commandLine().getOut();
        List<SampleWarning> ofSamples = new ArrayList<>(SampleMarks.list(reports));
        ofSamples.addAll(IgnoredSamples.list(reports));
        Set<String> told = new HashSet<>();
        reports.forEach(report -> report.findings().stream()
                .filter(told::add) // one warning, not one for each sample
                .map(finding -> new SampleWarning(report.sample().file(), finding))
                .forEach(ofSamples::add));
        ofSamples.addAll(SampleConflicts.list(catalog, reports));
        if (json) {
            out.println(ReportJson.write(List.of(), warnings, ofSamples, reports));
            return;
        }
        printWarnings(warnings);
        ofSamples.forEach(warning -> spec.commandLine().getErr().println(warning.asWarning()));
        out.println(CatalogCommand.Summary.of(catalog));
        long several = countWithSeveralKeys(catalog);
        if (several > 0) {
            out.println(WAIT.formatted(several, catalog.datastreams().size()));
        }
        reports.forEach(report -> ReportTable.lines(report).forEach(out::println));
        if (!reports.isEmpty()) {
            out.println(ReportTable.summary(reports));
        }
    }

    private static long countWithSeveralKeys(Catalog catalog) {
        SourceKeys keys = new SourceKeys(catalog, new WireDecoders()::keepsSession);
        return catalog.datastreams().stream().filter(keys::areSeveral).count();
    }

    private void checkUsage() {
        if (samples.isEmpty() != (topic == null)) {
            throw wrong("--topic and --sample belong together: a sample needs the topic that it comes from");
        }
        if (topic != null && (topic.isEmpty() || topic.contains("+") || topic.contains("#"))) {
            throw wrong("--topic is '" + topic + "', must be a topic, not a filter");
        }
        for (Path sample : samples) {
            if (!Files.isRegularFile(sample)) {
                throw wrong("--sample " + sample + " is not a file");
            }
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
