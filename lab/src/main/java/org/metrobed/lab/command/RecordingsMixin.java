package org.metrobed.lab.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.metrobed.lab.recording.RecordingFolder;
import org.metrobed.lab.recording.RecordingReport;
import org.metrobed.lab.recording.RecordingScoring;
import org.metrobed.launcher.command.CommandException;
import org.metrobed.simulators.WorkProgress;
import picocli.CommandLine.Option;

/** The options for recordings with injected faults. */
final class RecordingsMixin {

    @Option(
            names = "--recordings",
            paramLabel = "DIR",
            description =
                    "Inject faults into the recordings of this folder (CSV at any depth), and score the alerts of cleaning"
                            + " and anomaly detection beside two plain detectors at the same number of false alerts.")
    private Path folder;

    @Option(
            names = "--map",
            paramLabel = "FILE=MAPPING.yaml",
            description = "Of recordings: the mapping of the files of this name, with wildcards such as 'air-*.csv'"
                    + " (default: the file of the same name with .yaml; else the columns timestamp and value).")
    private Map<String, Path> mappings = new LinkedHashMap<>();

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Of recordings without a mapping: zone of their times and days (default: ${DEFAULT-VALUE}).")
    private ZoneId zone;

    @Option(
            names = "--faults-a-family",
            paramLabel = "N",
            defaultValue = "20",
            description = "Of recordings: faults of each family in each recording (default: ${DEFAULT-VALUE}).")
    private int faults;

    /** Whether recordings are to be scored. */
    boolean isWanted() {
        return folder != null;
    }

    /** Scores the recordings. */
    RecordingReport score(long seed, Duration tolerance, WorkProgress progress) {
        if (!Files.isDirectory(folder)) {
            throw new CommandException("--recordings " + folder + " is not a folder");
        }
        try {
            RecordingFolder recordings = new RecordingFolder(
                    folder, mappings, zone, InstantSource.system().instant());
            RecordingReport report =
                    RecordingReport.of(recordings, new RecordingScoring(seed, faults, tolerance), progress);
            if (report.results().isEmpty()) {
                StringBuilder reasons = new StringBuilder("no recording in " + folder + " can be scored");
                report.tellRefused(
                        reason -> reasons.append(System.lineSeparator()).append(reason));
                throw new CommandException(reasons.toString());
            }
            return report;
        } catch (IOException e) {
            throw new CommandException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }
}
