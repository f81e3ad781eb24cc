package org.metrobed.catalog;

import java.util.List;
import java.util.stream.Collectors;
import org.metrobed.catalog.yaml.YamlProblem;

/** Thrown if bundles do not compile; has every problem, sorted by file and line. */
public final class CatalogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<YamlProblem> problems;

    /** With at least one problem. */
    public CatalogException(List<YamlProblem> problems) {
        super(problems.size() + (problems.size() == 1 ? " problem" : " problems") + " in the catalog\n"
                + problems.stream().sorted().map(YamlProblem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().sorted().toList();
    }

    /** The problems, sorted by file and line. */
    public List<YamlProblem> problems() {
        return problems;
    }
}
