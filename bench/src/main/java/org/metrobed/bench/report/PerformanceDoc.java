package org.metrobed.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Puts figures between two marks of a Markdown file; the text around them is people's. Static functions only. */
public final class PerformanceDoc {

    private static final String BEGIN = "<!-- bench:begin -->";
    private static final String END = "<!-- bench:end -->";

    private PerformanceDoc() {}

    /**
     * Replaces what is between the marks.
     *
     * @throws IOException when the file cannot be read or written, or has no marks
     */
    public static void record(Path file, List<String> lines) throws IOException {
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(file + " has no lines '" + BEGIN + "' and '" + END + "'");
        }
        Files.writeString(
                file,
                text.substring(0, begin + BEGIN.length()) + "\n" + String.join("\n", lines) + "\n"
                        + text.substring(end));
    }
}
