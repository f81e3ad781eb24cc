package org.metrobed.api.picture;

import java.util.Locale;

/**
 * Writes elements of SVG with attributes and no style sheet, so that a page whose policy forbids inline styles shows it too. Not thread-safe.
 */
final class SvgText {

    private final StringBuilder out = new StringBuilder(1 << 14);

    /** Begins a picture of a size in pixels. */
    SvgText(int width, int height, String title) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(width)
                .append("\" height=\"")
                .append(height)
                .append("\" viewBox=\"0 0 ")
                .append(width)
                .append(' ')
                .append(height)
                .append(
                        "\" role=\"img\" font-family=\"system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif\"><title>")
                .append(escaped(title))
                .append("</title><rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>\n");
    }

    /** A path with further attributes. */
    void path(CharSequence data, String attributes) {
        out.append("<path d=\"").append(data).append("\" ").append(attributes).append("/>\n");
    }

    /** A text with further attributes. */
    void text(double x, double y, String words, String attributes) {
        out.append("<text x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(y))
                .append("\" ")
                .append(attributes)
                .append('>')
                .append(escaped(words))
                .append("</text>\n");
    }

    /** The whole picture. */
    String end() {
        return out.append("</svg>\n").toString();
    }

    /** A coordinate with one decimal. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** A text in which no character is markup, and none is forbidden in XML. */
    static String escaped(String words) {
        return words.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
