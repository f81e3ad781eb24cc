package org.metrobed.simulators.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the errors of one mapping file. One thread. */
final class MappingProblems {

    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    MappingProblems(String file) {
        this.file = file;
    }

    /** One problem; lines count from 1. */
    private record Problem(int line, String message) {}

    void add(int line, String message) {
        problems.add(new Problem(line, message));
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    /** Throws all errors, if there are any. */
    void check() {
        if (!problems.isEmpty()) {
            throw new MappingException(problems.stream()
                    .sorted(Comparator.comparingInt(Problem::line))
                    .map(problem -> file + ":" + problem.line() + ": " + problem.message())
                    .distinct()
                    .toList());
        }
    }
}
