package org.metrobed.catalog.syntax;

import java.util.List;
import java.util.Optional;
import org.metrobed.catalog.TextRules;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Nearest;
import org.metrobed.catalog.yaml.Values;
import org.metrobed.model.text.NumberStyle;

/** Reads how texts are read: the key {@code texts} of a binding or of a field. Static functions only. */
final class TextRulesReader {

    private static final int MAX_MISSING = 100;
    private static final String MARKS = ".,' ";

    private TextRulesReader() {}

    /** The rules under {@code texts}; empty if there are none. */
    static Optional<TextRules> read(Fields owner) {
        return owner.find("texts").map(Fields::of).flatMap(TextRulesReader::readRules);
    }

    /** The rules of a field under {@code texts}, or under the older {@code numbers-as-text}. */
    static Optional<TextRules> readOfField(Fields owner) {
        Optional<TextRules> texts = read(owner);
        Optional<Field> older = owner.find("numbers-as-text");
        if (older.isPresent() && texts.isPresent()) {
            older.get().problemAtKey("stands beside texts, whose numbers says the same");
        }
        return texts.isPresent()
                ? texts
                : older.flatMap(Values::flag).map(numbers -> numbers ? TextRules.NUMBERS : TextRules.NONE);
    }

    private static Optional<TextRules> readRules(Fields fields) {
        Optional<Boolean> numbers = fields.find("numbers").flatMap(Values::flag);
        Optional<Field> decimal = fields.find("decimal");
        Optional<Field> thousands = fields.find("thousands");
        List<String> missing =
                fields.find("missing").map(TextRulesReader::readMissing).orElse(List.of());
        fields.finish();
        boolean readsNumbers = numbers.orElse(decimal.isPresent() || thousands.isPresent());
        if (!readsNumbers) {
            decimal.or(() -> thousands).ifPresent(mark -> mark.problemAtKey("needs numbers: true"));
        }
        char point = decimal.flatMap(TextRulesReader::mark).orElse('.');
        char group = thousands.flatMap(TextRulesReader::mark).orElse(NumberStyle.NONE);
        if (point == group) {
            thousands.ifPresent(mark -> mark.problem("is '" + group + "', must differ from decimal"));
            return Optional.empty();
        }
        return Optional.of(new TextRules(readsNumbers, new NumberStyle(point, group), missing));
    }

    private static Optional<Character> mark(Field field) {
        return field.scalar().flatMap(text -> {
            if (text.length() == 1 && MARKS.contains(text)) {
                return Optional.of(text.charAt(0));
            }
            field.problem("is " + Nearest.quote(text) + ", must be one of . , ' and a blank");
            return Optional.empty();
        });
    }

    private static List<String> readMissing(Field field) {
        List<Field> items = field.items();
        if (items.size() > MAX_MISSING) {
            field.problem("holds more than " + MAX_MISSING + " texts");
        }
        return items.stream()
                .flatMap(item -> item.scalar().stream())
                .map(String::strip)
                .toList();
    }
}
