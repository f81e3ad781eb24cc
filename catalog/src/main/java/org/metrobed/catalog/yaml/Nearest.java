package org.metrobed.catalog.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant, and formats words for messages. Pure. */
public final class Nearest {

    private static final int LONGEST = 64;

    private Nearest() {}

    /** The nearest of some words, if it is near enough to be a typing error: at most a third of its letters differ. */
    public static Optional<String> find(String text, Collection<String> words) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return words.stream()
                .filter(word -> distance(lower, word.toLowerCase(Locale.ROOT)) <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt((String word) -> distance(lower, word.toLowerCase(Locale.ROOT)))
                        .thenComparingInt(word -> distance(text, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** A tail for a message: {@code ; did you mean 'x'?}; else the words if they are few; else nothing. */
    public static String hint(String text, Collection<String> words) {
        return find(text, words)
                .map(word -> "; did you mean '" + word + "'?")
                .orElse(words.isEmpty() || words.size() > 12 ? "" : "; known: " + String.join(", ", words));
    }

    /** A text in quotes, cut to a readable length. */
    public static String quote(String text) {
        return "'" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text) + "'";
    }

    /** Number of letters that must be changed, added, removed or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, cost);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(String a, String b, int i, int j, int[][] cost) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
