package org.metrobed.simulators.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.metrobed.model.Datastream;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.StatedFlag;
import org.metrobed.model.text.Blanks;
import org.metrobed.model.text.CellFlags;
import org.metrobed.model.text.NumberStyle;
import org.metrobed.model.text.WordSet;
import org.metrobed.simulators.payload.PayloadSample;

/** Reads the values of cells, with the unit and the flag that the file states beside them. Immutable, thread-safe. */
final class MappedCells {

    private final List<String> header;
    private final NumberStyle numbers;
    private final WordSet missing;
    private final Map<ReplayColumn, CellFlags.Reader> flags = new HashMap<>();
    private final Map<ReplayColumn, Datastream> declared = new HashMap<>();

    MappedCells(ReplayMapping mapping, List<String> header) {
        this.header = header;
        this.numbers = mapping.csv().numbers();
        this.missing = mapping.csv().missingWords();
        mapping.columns()
                .forEach(column -> declared.put(column, mapping.declared().get(column.property())));
        mapping.columns().forEach(column -> column.flags().ifPresent(one -> flags.put(column, one.reader(numbers))));
    }

    /** The value in a column of a row. */
    PayloadSample.Value read(ReplayColumn column, String name, List<String> cells) {
        String text = cell(cells, name);
        StatedFlag flag = column.flags()
                .map(one -> flags.get(column).read(cell(cells, flagColumn(one, column, name))))
                .orElse(StatedFlag.NONE);
        if (flag.flag() == QualityFlag.MISSING || missing.contains(text)) {
            return new PayloadSample.Value(column.property(), Double.NaN, null, null, flag.withoutFlag(), false);
        }
        OptionalDouble number = numbers.parse(Blanks.strip(text));
        Datastream datastream = declared.get(column);
        double converted = number.isPresent()
                ? column.convert(number.getAsDouble(), datastream.statistic().scale())
                : Double.NaN;
        boolean word = isWord(column, datastream, Blanks.strip(text));
        if (!word && !Double.isFinite(converted)) {
            return PayloadSample.Value.unreadable(column.property(), text);
        }
        return new PayloadSample.Value(
                column.property(),
                word ? Double.NaN : converted,
                word ? Blanks.strip(text) : null,
                column.unitColumn().map(one -> unit(one, cells)).orElse(null),
                flag,
                word);
    }

    /** Whether the pipeline reads a text as a number: by the binding, or without one by the states of the datastream. */
    private static boolean isWord(ReplayColumn column, Datastream datastream, String text) {
        return datastream.readsTruth(text)
                || column.words()
                        .map(words -> words.stream().anyMatch(word -> isSame(word, text)))
                        .orElseGet(() -> datastream.settings().options().states().stream()
                                .anyMatch(state -> isSame(state.word(), text)));
    }

    /** True and false are read in any case. */
    private static boolean isSame(String word, String text) {
        boolean truth = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
        return truth ? word.equalsIgnoreCase(text) : word.equals(text);
    }

    /** The unit that stands beside a number; empty if none does, so that the pipeline refuses the number. */
    private String unit(ReplayColumn.UnitColumn column, List<String> cells) {
        String stated = Blanks.strip(cell(cells, column.column()));
        return stated.isEmpty() ? column.otherwise() : stated;
    }

    private static String flagColumn(CellFlags flags, ReplayColumn column, String name) {
        boolean one = flags.columns().size() == 1;
        return flags.columns().get(one ? 0 : column.columns().indexOf(name));
    }

    private String cell(List<String> cells, String column) {
        return cells.get(header.indexOf(column.strip()));
    }
}
