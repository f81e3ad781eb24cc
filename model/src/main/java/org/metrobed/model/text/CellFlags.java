package org.metrobed.model.text;

import java.util.List;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.StatedFlag;

/**
 * The meaning of the flags that a provider gives to its values: texts of a column beside them. A flag that is in no list says
 * nothing. Immutable, thread-safe.
 *
 * @param columns the column of the flags; several in a matrix of days and hours, one for each column of values
 * @param suspect flags of values of questionable quality
 * @param fail flags of values that must not be used
 * @param missing flags of values that are none
 * @param censored flags of values that are too small or too large to be stated; a flag may be in another list too
 */
public record CellFlags(
        List<String> columns, List<String> suspect, List<String> fail, List<String> missing, List<String> censored) {

    public CellFlags {
        columns = List.copyOf(columns);
        suspect = List.copyOf(suspect);
        fail = List.copyOf(fail);
        missing = List.copyOf(missing);
        censored = List.copyOf(censored);
    }

    /** The column of the flags, the first if there are several. */
    public String column() {
        return columns.get(0);
    }

    /** Whether no list has a flag. */
    public boolean isEmpty() {
        return suspect.isEmpty() && fail.isEmpty() && missing.isEmpty() && censored.isEmpty();
    }

    /** Reads the flags of cells. */
    public Reader reader(NumberStyle style) {
        return new Reader(
                new WordSet(suspect, style),
                new WordSet(fail, style),
                new WordSet(missing, style),
                new WordSet(censored, style));
    }

    /** The lists, to compare cells with. Immutable, thread-safe. */
    public record Reader(WordSet suspect, WordSet fail, WordSet missing, WordSet censored) {

        /** What a cell states; nothing if its flag is in no list. */
        public StatedFlag read(String cell) {
            return new StatedFlag(flag(cell), censored.contains(cell));
        }

        private QualityFlag flag(String cell) {
            if (missing.contains(cell)) {
                return QualityFlag.MISSING;
            }
            return fail.contains(cell)
                    ? QualityFlag.FAIL
                    : suspect.contains(cell) ? QualityFlag.SUSPECT : QualityFlag.GOOD;
        }
    }
}
