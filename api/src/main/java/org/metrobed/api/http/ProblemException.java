package org.metrobed.api.http;

import java.util.Objects;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = Objects.requireNonNull(problem, "problem");
    }

    /** A parameter breaks a rule. */
    public static ProblemException parameter(String parameter, String rule) {
        return new ProblemException(Problem.parameter(parameter, rule));
    }

    /** The problem. */
    public Problem problem() {
        return problem;
    }
}
