package org.metrobed.model.text;

/** Blanks around the text of a cell. Static functions only. */
public final class Blanks {

    private static final String UNBREAKABLE = "\u00A0\u2007\u202F";

    private Blanks() {}

    /** The text without blanks around it, also without those that do not break a line. */
    public static String strip(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && isBlank(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || UNBREAKABLE.indexOf(c) >= 0;
    }
}
