package org.metrobed.lab.qartod;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reports the agreement of our flags with those of the reference. Mutable, one thread. */
final class VectorReport {

    private static final int SHOWN = 20;

    private final Map<String, Count> counts = new TreeMap<>();
    private final List<String> disagreements = new ArrayList<>();
    /** The cases that were computed from the collected series, by reason. */
    private final Map<String, List<String>> collected = new TreeMap<>();

    private static final class Count {
        private int cases;
        private int casesAgreeing;
        private int flags;
        private int flagsAgreeing;
    }

    /** Counts a case with flags from both sides. */
    void add(VectorCase vector, VectorRun.Answer answer, List<Integer> expected) {
        Count count = counts.computeIfAbsent(vector.test(), test -> new Count());
        int agreeing = 0;
        for (int row = 0; row < Math.min(expected.size(), answer.flags().size()); row++) {
            if (expected.get(row).equals(answer.flags().get(row))) {
                agreeing++;
            } else {
                disagreements.add("%s row %d: expected %d, got %d"
                        .formatted(
                                vector.id(),
                                row,
                                expected.get(row),
                                answer.flags().get(row)));
            }
        }
        if (expected.size() != answer.flags().size()) {
            disagreements.add("%s: expected %d flags, got %d"
                    .formatted(vector.id(), expected.size(), answer.flags().size()));
        }
        boolean agrees =
                agreeing == expected.size() && agreeing == answer.flags().size();
        count.cases++;
        count.casesAgreeing += agrees ? 1 : 0;
        count.flags += expected.size();
        count.flagsAgreeing += agreeing;
        if (!answer.collected().isEmpty()) {
            collected
                    .computeIfAbsent(answer.collected(), why -> new ArrayList<>())
                    .add(vector.id());
        }
    }

    /** Counts a case that could not be run. */
    void addFailure(VectorCase vector, String why) {
        Count count = counts.computeIfAbsent(vector.test(), test -> new Count());
        count.cases++;
        count.flags += vector.expected().map(List::size).orElse(0);
        disagreements.add(why);
    }

    /** Whether all flags of all cases agree. */
    boolean agrees() {
        return disagreements.isEmpty();
    }

    /** The report for people, as lines. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        Count all = new Count();
        counts.forEach((test, count) -> {
            lines.add(line(test, count));
            all.cases += count.cases;
            all.casesAgreeing += count.casesAgreeing;
            all.flags += count.flags;
            all.flagsAgreeing += count.flagsAgreeing;
        });
        lines.add(line("all", all));
        lines.add("computed row by row" + (collected.isEmpty() ? "" : ", but over the collected series:"));
        collected.forEach((why, ids) -> lines.add("  %s: %d (%s)"
                .formatted(
                        why,
                        ids.size(),
                        ids.size() <= SHOWN
                                ? String.join(", ", ids)
                                : String.join(", ", ids.subList(0, SHOWN)) + ", ...")));
        lines.addAll(disagreements);
        return lines;
    }

    private static String line(String test, Count count) {
        return "%-24s %4d of %4d cases agree, %6d of %6d flags"
                .formatted(test, count.casesAgreeing, count.cases, count.flagsAgreeing, count.flags);
    }
}
