package org.metrobed.lab.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes results between two marks of a Markdown file; the text around them is written by people. Static functions
 * only.
 */
public final class PerformanceDoc {

    private PerformanceDoc() {}

    /**
     * Replaces the text between the marks {@code <!-- NAME:begin -->} and {@code <!-- NAME:end -->}.
     *
     * @throws IOException when the file cannot be read or written, or has no marks
     */
    public static void record(Path file, String name, List<String> lines) throws IOException {
        String beginMark = "<!-- " + name + ":begin -->";
        String endMark = "<!-- " + name + ":end -->";
        String text = Files.readString(file);
        int begin = text.indexOf(beginMark);
        int end = text.indexOf(endMark);
        if (begin < 0 || end < begin) {
            throw new IOException(file + " has no lines '" + beginMark + "' and '" + endMark + "'");
        }
        Files.writeString(
                file,
                text.substring(0, begin + beginMark.length()) + "\n" + String.join("\n", lines) + "\n"
                        + text.substring(end));
    }
}
