package org.metrobed.catalog;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown if bundles do not compile; has every problem, sorted by file and line. */
public final class CatalogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<CatalogProblem> problems;

    /** With at least one problem. */
    public CatalogException(List<CatalogProblem> problems) {
        super(problems.size() + (problems.size() == 1 ? " problem" : " problems") + " in the catalog\n"
                + problems.stream().sorted().map(CatalogProblem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().sorted().toList();
    }

    /** The problems, sorted by file and line. */
    public List<CatalogProblem> problems() {
        return problems;
    }
}
