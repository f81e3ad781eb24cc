package org.metrobed.stream.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.metrobed.catalog.TextRules;
import org.metrobed.catalog.ValueWords;
import org.metrobed.catalog.units.Units;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.text.NumberText;
import org.metrobed.model.Datastream;
import org.metrobed.model.NamedState;
import org.metrobed.model.text.NumberStyle;
import org.metrobed.model.text.WordSet;

/**
 * What the texts of a field stand for, and its codes: by the binding, else by the states of the datastream. The one place where
 * a text of any payload becomes a number. Immutable; thread-safe.
 */
final class FieldWords {

    private static final int MAX_NAMED = 12;
    private static final int MAX_WORD = 64;
    private static final int MAX_QUANTITY = 128;

    /** A number that ends in a digit or a mark, and behind it a unit, which begins with neither. */
    private static final Pattern QUANTITY = Pattern.compile(
            "([-+]?[0-9.,' \u00a0\u202f]*[0-9.,](?:[eE][-+]?[0-9]+)?)[ \u00a0\u202f\t]*([^0-9.,'\\s].*)");

    private final ValueWords words;
    private final WordSet missing;
    private final Set<Double> missingNumbers;
    private final String unit;
    private final Datastream datastream;

    /**
     * The words of a field.
     *
     * @param ofBinding the words of the binding; if it has none, the states of the datastream are the words
     * @param unit the unit that the binding states; null if none
     * @param datastream null if the catalog does not have it
     */
    FieldWords(ValueWords ofBinding, String unit, Datastream datastream) {
        this.words = datastream == null || !ofBinding.values().isEmpty() ? ofBinding : states(ofBinding, datastream);
        TextRules texts = words.texts();
        this.missing = new WordSet(texts.missing(), texts.style());
        this.missingNumbers = texts.missing().stream()
                .map(text -> texts.style().parse(text).isPresent()
                        ? texts.style().parse(text)
                        : NumberStyle.PLAIN.parse(text))
                .flatMap(number -> number.stream().boxed())
                .collect(Collectors.toSet());
        this.unit = unit;
        this.datastream = datastream;
    }

    private static ValueWords states(ValueWords ofBinding, Datastream datastream) {
        return new ValueWords(
                datastream.settings().options().states().stream()
                        .collect(Collectors.toMap(NamedState::word, state -> ValueWords.Meaning.of(state.number()))),
                ofBinding.codes(),
                ofBinding.texts());
    }

    /**
     * What a text stands for.
     *
     * @param meaning the number, before it is scaled; NaN for a missing value
     * @param unit the unit of the text, else that of the payload; null if neither states one
     */
    record Spoken(ValueWords.Meaning meaning, String unit) {}

    /** What a payload's number stands for, by the binding; null if for itself. */
    ValueWords.Meaning code(double number) {
        ValueWords.Meaning code = words.code(number);
        return code == null && !missingNumbers.isEmpty() && missingNumbers.contains(number + 0.0)
                ? ValueWords.Meaning.of(Double.NaN)
                : code;
    }

    /** What a text stands for; empty if for no number. */
    Optional<Spoken> read(Decoded.Word word) {
        String text = word.text();
        ValueWords.Meaning own = word(text);
        if (own != null) {
            return Optional.of(new Spoken(own, word.unit()));
        }
        if (missing.contains(text)) {
            return Optional.of(new Spoken(ValueWords.Meaning.of(Double.NaN), word.unit()));
        }
        if (isTruth(text)) {
            return truth(text).stream()
                    .mapToObj(number -> spoken(number, word.unit()))
                    .findFirst();
        }
        return words.texts().numbers() ? number(text, word.unit()) : Optional.empty();
    }

    /** The number of a text; if a unit stands behind it, neither payload nor binding must name another. */
    private Optional<Spoken> number(String text, String ofPayload) {
        NumberStyle style = words.texts().style();
        OptionalDouble alone = NumberText.parse(text, style);
        if (alone.isPresent()) {
            return Optional.of(spoken(alone.getAsDouble(), ofPayload));
        }
        Matcher quantity = QUANTITY.matcher(text.length() > MAX_QUANTITY ? "" : text);
        if (!quantity.matches()) {
            return Optional.empty();
        }
        String stated = quantity.group(2).strip();
        String code = Units.codeOf(stated);
        boolean contradicts = (ofPayload != null
                        && !ofPayload.isEmpty()
                        && !Units.codeOf(ofPayload).equals(code))
                || (unit != null && !unit.equals(code));
        OptionalDouble number = NumberText.parse(quantity.group(1).strip(), style);
        return number.isEmpty() || contradicts || !fits(code)
                ? Optional.empty()
                : Optional.of(spoken(number.getAsDouble(), stated));
    }

    private boolean fits(String code) {
        return datastream == null
                ? Units.findFault(code).isEmpty()
                : Units.findConversion(code, datastream.unit(), datastream.gas())
                        .isPresent();
    }

    private Spoken spoken(double number, String stated) {
        ValueWords.Meaning code = code(number);
        return new Spoken(code == null ? ValueWords.Meaning.of(number) : code, stated);
    }

    /** The meaning of a word; true and false are read in any case. Null if the word has none. */
    private ValueWords.Meaning word(String text) {
        ValueWords.Meaning exact = words.values().get(text);
        if (exact != null || !isTruth(text)) {
            return exact;
        }
        return words.values().entrySet().stream()
                .filter(one -> one.getKey().equalsIgnoreCase(text))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static boolean isTruth(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }

    /** The number of a truth value; empty if the datastream is neither a state nor an instantaneous number without unit. */
    private OptionalDouble truth(String text) {
        return datastream == null || datastream.readsTruth(text)
                ? OptionalDouble.of(text.equalsIgnoreCase("true") ? 1 : 0)
                : OptionalDouble.empty();
    }

    /** Why the binding does not know a text; null if it knows no texts at all. */
    String unknown(String field, String text) {
        if (isTruth(text)) {
            return "the value of '" + Printable.text(field, MAX_WORD) + "' is " + text
                    + ", must be a number: true and false"
                    + " are 1 and 0 only of statistic 'state', or of 'instant' in unit 1; 'values' of the binding can give"
                    + " them a meaning";
        }
        if (words.equals(ValueWords.NONE)) {
            return null;
        }
        return "the text of '" + Printable.text(field, MAX_WORD) + "' is '" + Printable.text(text, MAX_WORD)
                + "', must be " + String.join(", or ", known());
    }

    private List<String> known() {
        List<String> known = new ArrayList<>();
        TextRules texts = words.texts();
        if (texts.numbers()) {
            known.add("a number in text, which a unit that fits may follow");
        }
        if (!words.values().isEmpty()) {
            known.add("one of the values "
                    + some(words.values().keySet().stream().sorted().toList()));
        }
        if (!texts.missing().isEmpty()) {
            known.add("one of the missing texts '" + some(texts.missing()) + "'");
        }
        if (known.isEmpty()) {
            known.add("a number");
        }
        return known;
    }

    private static String some(List<String> all) {
        return all.stream().limit(MAX_NAMED).collect(Collectors.joining(", ")) + (all.size() > MAX_NAMED ? ", …" : "");
    }
}
