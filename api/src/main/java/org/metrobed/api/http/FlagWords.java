package org.metrobed.api.http;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metrobed.model.QualityFlag;

/** Names of quality flags in requests: a word, such as {@code suspect}, or the QARTOD number. Static functions only. */
public final class FlagWords {

    private FlagWords() {}

    /** The names of these flags: their words, then their numbers. */
    public static List<String> of(QualityFlag... flags) {
        return Stream.concat(
                        Arrays.stream(flags).map(FlagWords::word),
                        Arrays.stream(flags).map(flag -> Integer.toString(flag.code())))
                .toList();
    }

    /** The flags with the given words or numbers. */
    public static Set<QualityFlag> parse(Collection<String> words) {
        return words.stream().map(FlagWords::flag).collect(Collectors.toUnmodifiableSet());
    }

    private static QualityFlag flag(String text) {
        return Arrays.stream(QualityFlag.values())
                .filter(flag ->
                        word(flag).equals(text) || Integer.toString(flag.code()).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not a quality flag"));
    }

    private static String word(QualityFlag flag) {
        return flag.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
