package org.metrobed.launcher.files;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.metrobed.config.ConfigException;

/** Collects the problems of one file, so that all are reported together. One thread. */
final class FileProblems {

    private static final int SHOWN = 20;

    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    FileProblems(String file) {
        this.file = file;
    }

    private record Problem(long line, String message) {}

    /** Adds a problem; lines count from 1. */
    void add(long line, String message) {
        problems.add(new Problem(line, message));
    }

    /**
     * Does nothing when there are no problems.
     *
     * @throws ConfigException with all problems, each with its line
     */
    void check() {
        if (problems.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>(problems.stream()
                .sorted(Comparator.comparingLong(Problem::line))
                .limit(SHOWN)
                .map(problem -> file + ":" + problem.line() + ": " + problem.message())
                .toList());
        if (problems.size() > SHOWN) {
            lines.add("and " + (problems.size() - SHOWN) + " more");
        }
        throw new ConfigException(lines);
    }
}
