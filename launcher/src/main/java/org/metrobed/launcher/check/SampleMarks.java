package org.metrobed.launcher.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.metrobed.analysis.quality.PlausibleTime;
import org.metrobed.analysis.quality.ProviderFlag;
import org.metrobed.analysis.quality.TestBits;

/** What decoding marks in a reading before any test runs, in words. Static functions only. */
public final class SampleMarks {

    /** A mark, and what a warning says about it; empty if it warns of nothing. */
    private enum Mark {
        SUSPECT_TIME(
                "plausible-time",
                "the time stamp is not believed, so the reading is suspect (flag 3); 'clock' of the binding decides"),
        REPLACED_TIME(
                "clock-replaced",
                "the time stamp is not believed, and the received time replaces it ('clock' of the binding)"),
        FAIL("provider-flag 4", "its provider has given it the flag fail"),
        SUSPECT("provider-flag 3", "its provider has given it the flag suspect"),
        CENSORED("censored", ""),
        VALIDATED("validated", "");

        private final String word;
        private final String sentence;

        Mark(String word, String sentence) {
            this.word = word;
            this.sentence = sentence;
        }

        private boolean isIn(long marks) {
            return switch (this) {
                case SUSPECT_TIME -> (marks & PlausibleTime.SUSPECT) == PlausibleTime.SUSPECT;
                case REPLACED_TIME -> (marks & TestBits.CLOCK_REPLACED) != 0;
                case FAIL -> ProviderFlag.isFail(marks);
                case SUSPECT -> ProviderFlag.isSuspect(marks);
                case CENSORED -> (marks & TestBits.CENSORED) != 0;
                case VALIDATED -> (marks & TestBits.VALIDATED) != 0;
            };
        }
    }

    private static final Set<Mark> OF_PROVIDER = EnumSet.of(Mark.FAIL, Mark.SUSPECT, Mark.CENSORED);

    private SampleMarks() {}

    /** A value with the words of what its provider says of it, such as {@code 30.0 (provider-flag 4)}. */
    static String said(SampleReport.Stored row) {
        List<String> words = OF_PROVIDER.stream()
                .map(mark -> mark.word)
                .filter(row.marks()::contains)
                .toList();
        return words.isEmpty()
                ? Double.toString(row.value())
                : "%s (%s)".formatted(row.value(), String.join(", ", words));
    }

    /** The words of the marks of a reading, as observations have them. */
    static List<String> words(long marks) {
        List<String> words = new ArrayList<>(1);
        for (Mark mark : Mark.values()) {
            if (mark.isIn(marks)) {
                words.add(mark.word);
            }
        }
        return words;
    }

    /** One warning for each sample and mark that speaks against its readings, with the first of them. */
    public static List<SampleWarning> list(List<SampleReport> reports) {
        List<SampleWarning> warnings = new ArrayList<>();
        for (SampleReport report : reports) {
            for (Mark mark : Mark.values()) {
                List<SampleReport.Stored> marked = report.stored().stream()
                        .filter(one -> one.marks().contains(mark.word))
                        .toList();
                if (!mark.sentence.isEmpty() && !marked.isEmpty()) {
                    SampleReport.Stored first = marked.get(0);
                    String others = marked.size() == 1 ? "" : "; " + (marked.size() - 1) + " more like it";
                    warnings.add(new SampleWarning(
                            report.sample().file(),
                            "has a value of %s at %s: %s%s"
                                    .formatted(first.datastream(), first.time(), mark.sentence, others)));
                }
            }
        }
        return warnings;
    }
}
