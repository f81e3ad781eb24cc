package org.metrobed.lab.isolated;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.metrobed.launcher.files.ScoreText;

/** Writes the score of a study for people and for machines. Stateless. */
public final class StudyScoreText {

    private StudyScoreText() {}

    /** Lines for people. */
    public static List<String> lines(StudyScore score) {
        List<String> lines = new ArrayList<>(ScoreText.lines(score.card()));
        lines.add(String.format(
                Locale.ROOT,
                "%,d primary alerts, %.3f in ten minutes, at most %d in any ten; %,d child alerts",
                score.calls().calls(),
                score.calls().meanInTenMinutes(),
                score.calls().mostInTenMinutes(),
                score.belonging()));
        lines.add(String.format(
                Locale.ROOT,
                "%d holidays and changes of the clock: %,d false alerts, %.3f a datastream and day",
                score.odd().days(),
                score.odd().falseAlerts(),
                score.odd().perDatastreamDay()));
        return lines;
    }

    /** States whether all passes have equal results; empty for a single pass. */
    public static List<String> same(List<RunResult> passes) {
        return passes.size() < 2
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "the same tables in all %d passes, %,d alert events in each",
                        passes.size(),
                        passes.get(0).events().size()));
    }

    /**
     * One JSON document.
     *
     * @param same whether all passes have equal results
     */
    public static String json(StudyScore score, List<RunResult> passes, boolean same) {
        ObjectNode root = ScoreText.tree(score.card());
        ObjectNode calls = root.putObject("calls");
        calls.put("calls", score.calls().calls());
        calls.put("meanInTenMinutes", score.calls().meanInTenMinutes());
        calls.put("mostInTenMinutes", score.calls().mostInTenMinutes());
        calls.put("belonging", score.belonging());
        ObjectNode odd = root.putObject("holidaysAndClockChanges");
        odd.put("days", score.odd().days());
        odd.put("falseAlerts", score.odd().falseAlerts());
        odd.put("falseAlertsPerDatastreamDay", score.odd().perDatastreamDay());
        root.put("passes", passes.size());
        root.put("same", same);
        return root.toPrettyString();
    }
}
