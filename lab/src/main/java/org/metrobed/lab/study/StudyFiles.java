package org.metrobed.lab.study;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.metrobed.model.DatastreamId;
import org.metrobed.simulators.WorkProgress;
import org.metrobed.simulators.city.SensorReading;

/**
 * A study as files: {@code truth.csv}, and in the folder {@code data} one CSV for each datastream, named by its id.
 * Stateless.
 */
public final class StudyFiles {

    /** The name of the file of faults. */
    public static final String TRUTH = "truth.csv";
    /** The name of the folder of readings. */
    public static final String DATA = "data";

    private static final String HEADER = "timestamp,value,received\n";

    private StudyFiles() {}

    /**
     * Writes a study; existing files are replaced.
     *
     * @param folder the folder, created if absent
     * @return the number of written readings
     * @throws IOException when a file cannot be written
     */
    public static long write(Study study, Path folder, WorkProgress progress) throws IOException {
        Files.createDirectories(folder);
        long readings = 0;
        int done = 0;
        for (DatastreamId datastream : study.datastreams()) {
            readings += write(study, datastream, folder.resolve(DATA).resolve(datastream + ".csv"));
            progress.at(++done, study.datastreams().size());
        }
        StringBuilder truth = new StringBuilder(StudyFault.CSV_HEADER).append('\n');
        study.truth().forEach(fault -> truth.append(fault.toCsv()).append('\n'));
        Files.writeString(folder.resolve(TRUTH), truth);
        return readings;
    }

    private static long write(Study study, DatastreamId datastream, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        long readings = 0;
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write(HEADER);
            for (SensorReading reading : study.readings(datastream)) {
                out.write(Instant.ofEpochMilli(reading.phenomenonMillis()) + "," + number(reading.value()) + ","
                        + Instant.ofEpochMilli(reading.sentMillis()) + "\n");
                readings++;
            }
        }
        return readings;
    }

    /** Six decimal places, more than the resolution of any sensor of the city. */
    private static double number(double value) {
        return Math.rint(value * 1e6) / 1e6;
    }
}
