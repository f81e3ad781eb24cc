package org.metrobed.model.text;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of the columns of a file, and the places of their cells in the rows that follow. A later row that repeats the names is a
 * header too, also in another order or case; then its columns count. One thread.
 */
public final class HeaderRow {

    private final List<String> names;
    /** The names by their lower-case letters; two names that differ in case alone are known as they are. */
    private final Map<String, String> known = new HashMap<>();

    /** The first letters of the names that are ASCII, in lower case. */
    private final BitSet initials = new BitSet(128);

    private final String key;
    private final Set<String> needed;
    private List<String> now;
    /** For each column of the first header its place now, -1 for one that the last header lacks; null if none has moved. */
    private int[] places;

    /**
     * The first header.
     *
     * @param names in the order of the row
     * @param key the column whose cells are never its own name, that of the time; empty if there is none
     * @param needed columns without which a header is refused
     */
    public HeaderRow(List<String> names, String key, Collection<String> needed) {
        this.names = names.stream().map(HeaderRow::strip).toList();
        Set<String> twice = new HashSet<>();
        for (String name : this.names) {
            String other = known.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            if (other != null && !other.equals(name)) {
                twice.add(name.toLowerCase(Locale.ROOT));
            }
        }
        known.keySet().removeAll(twice);
        this.names.forEach(name -> known.put(name, name));
        known.remove("");
        known.keySet().forEach(name -> initials.set(Character.toLowerCase(name.charAt(0))));
        this.key = key.strip();
        this.needed = new HashSet<>(needed.stream().map(String::strip).toList());
        this.needed.remove("");
        this.now = this.names;
    }

    /** The names of the first header, without blanks around them. */
    public List<String> names() {
        return names;
    }

    /** The names of the last header, without blanks around them. */
    public List<String> current() {
        return now;
    }

    /**
     * Whether a row is a header: it has all needed names, or more than half of the names of the first header, or the name of the
     * key in the column of the key. If so, its columns count from now on.
     *
     * @throws IllegalArgumentException if it is a header without a needed column, or with one twice; the message says which
     */
    public boolean take(List<String> row) {
        if (!isHeader(row)) {
            return false;
        }
        List<String> header = row.stream().map(this::name).toList();
        for (String name : needed) {
            int first = header.indexOf(name);
            if (first < 0 || header.lastIndexOf(name) != first) {
                throw new IllegalArgumentException(
                        "is a header " + (first < 0 ? "without the column '" : "with two columns '") + name + "'");
            }
        }
        now = header;
        places = header.equals(names)
                ? null
                : names.stream().mapToInt(header::indexOf).toArray();
        return true;
    }

    private boolean isHeader(List<String> row) {
        Set<String> found = new HashSet<>(0);
        for (String cell : row) {
            if (mayBeName(cell)) {
                String name = name(cell);
                if (known.containsKey(name)) {
                    found.add(name);
                }
            }
        }
        if (found.isEmpty()) {
            return false;
        }
        int place = key.isEmpty() ? -1 : now.indexOf(key);
        boolean named = place >= 0 && place < row.size() && name(row.get(place)).equals(key);
        long distinct =
                names.stream().filter(name -> !name.isEmpty()).distinct().count();
        return named || (!needed.isEmpty() && found.containsAll(needed)) || found.size() * 2L > distinct;
    }

    /** False for most cells of rows that are no header, which so need no text of their own. */
    private boolean mayBeName(String cell) {
        int first = 0;
        while (first < cell.length() && Character.isWhitespace(cell.charAt(first))) {
            first++;
        }
        if (first == cell.length()) {
            return false;
        }
        char letter = cell.charAt(first);
        return letter >= 128 || initials.get(Character.toLowerCase(letter));
    }

    /** A cell of a header as the first header has it, if it has it in another case. */
    private String name(String cell) {
        String text = strip(cell);
        String exact = known.get(text);
        return exact != null ? exact : known.getOrDefault(text.toLowerCase(Locale.ROOT), text);
    }

    /** Without blanks around it, and without the byte-order mark of a file that was appended. */
    private static String strip(String cell) {
        String text = Blanks.strip(cell);
        return text.startsWith("\uFEFF") ? Blanks.strip(text.substring(1)) : text;
    }

    /** Why a row cannot be read; empty if it has a cell for each column. Empty cells after the last column do no harm. */
    public Optional<String> fault(List<String> row) {
        int least = now.size();
        while (least > 0 && now.get(least - 1).isEmpty()) {
            least--;
        }
        boolean fits = row.size() >= least;
        for (int i = now.size(); i < row.size() && fits; i++) {
            fits = row.get(i).isBlank();
        }
        return fits ? Optional.empty() : Optional.of("has " + row.size() + " cells, must have " + now.size());
    }

    /** The cells of a row without fault, in the order of the first header; empty for a column that the last header lacks. */
    public List<String> arrange(List<String> row) {
        if (places == null && row.size() == names.size()) {
            return row;
        }
        String[] cells = new String[names.size()];
        for (int i = 0; i < cells.length; i++) {
            int place = places == null ? i : places[i];
            cells[i] = place >= 0 && place < row.size() ? row.get(place) : "";
        }
        return List.of(cells);
    }
}
