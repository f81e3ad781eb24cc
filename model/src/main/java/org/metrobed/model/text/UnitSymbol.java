package org.metrobed.model.text;

import java.util.Map;

/**
 * Writes a unit of UCUM as people write it: {@code µg/m³} for {@code ug/m3}. The page writes units alike: both are tested with
 * {@code unit-symbols.csv}. Static functions only.
 */
public final class UnitSymbol {

    private static final Map<String, String> SYMBOLS = Map.ofEntries(
            Map.entry("1", ""),
            Map.entry("Cel", "°C"),
            Map.entry("[degF]", "°F"),
            Map.entry("deg", "°"),
            Map.entry("[ppb]", "ppb"),
            Map.entry("[ppm]", "ppm"),
            Map.entry("[ppth]", "‰"),
            Map.entry("[in_i]", "in"),
            Map.entry("[ft_i]", "ft"),
            Map.entry("[mi_i]/h", "mph"),
            Map.entry("[kn_i]", "kn"),
            Map.entry("[pH]", "pH"),
            Map.entry("u[m]/m", "µm/m"),
            Map.entry("Ohm", "Ω"),
            Map.entry("m[H2O]", "m H₂O"));

    private static final String DIGITS = "0123456789";
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private UnitSymbol() {}

    /**
     * The symbol of a unit.
     *
     * @param ucum a code of UCUM; a code that is not known is shown as it is, without brackets
     * @return empty for a number without a unit, and for a count such as {@code {count}}
     */
    public static String of(String ucum) {
        String known = SYMBOLS.get(ucum);
        if (known != null) {
            return known;
        }
        if (ucum.startsWith("{") && ucum.endsWith("}")) {
            return "";
        }
        String plain = ucum.replaceAll("[\\[\\]]", "");
        StringBuilder symbol = new StringBuilder();
        boolean isNote = false; // what is counted is in braces, such as {vehicles}/h
        for (int i = 0; i < plain.length(); i++) {
            char letter = plain.charAt(i);
            if (letter == '{' || letter == '}') {
                isNote = letter == '{';
            } else {
                boolean isPower = i > 0 && (Character.isLetter(plain.charAt(i - 1)) || isRaised(symbol));
                symbol.append(isNote ? String.valueOf(letter) : letter(plain, i, isPower));
            }
        }
        return symbol.toString();
    }

    private static String letter(String text, int at, boolean isPower) {
        char letter = text.charAt(at);
        boolean isMicro =
                letter == 'u' && at + 1 < text.length() && (at == 0 || "/.".indexOf(text.charAt(at - 1)) >= 0);
        int digit = DIGITS.indexOf(letter);
        if (isPower && digit >= 0) {
            return RAISED.substring(digit, digit + 1);
        }
        if (isPower && letter == '-') {
            return "⁻";
        }
        return letter == '.' ? "·" : isMicro && Character.isLetter(text.charAt(at + 1)) ? "µ" : String.valueOf(letter);
    }

    private static boolean isRaised(CharSequence symbol) {
        return symbol.length() > 0 && (RAISED + "⁻").indexOf(symbol.charAt(symbol.length() - 1)) >= 0;
    }
}
