package org.metrobed.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was meant, and writes words into messages. Pure. */
final class Nearest {

    private static final int LONGEST = 64;

    private Nearest() {}

    /** The nearest of some words, when one is near enough to be a slip: at most a third of its letters differ. */
    static Optional<String> find(String text, Collection<String> words) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return words.stream()
                .filter(word -> distance(lower, word.toLowerCase(Locale.ROOT)) <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt((String word) -> distance(text, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** A tail for a message: {@code ; did you mean 'x'?}, else the words when they are few, else nothing. */
    static String hint(String text, Collection<String> words) {
        return find(text, words)
                .map(word -> "; did you mean '" + word + "'?")
                .orElse(words.isEmpty() || words.size() > 12 ? "" : "; known: " + String.join(", ", words));
    }

    /** A text in quotes, cut to a readable length. */
    static String quote(String text) {
        return "'" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text) + "'";
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(swap, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
