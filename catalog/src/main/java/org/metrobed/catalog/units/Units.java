package org.metrobed.catalog.units;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.measure.Unit;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Nearest;
import org.metrobed.model.Gas;

/**
 * Checks units by their UCUM codes (case-sensitive) and converts between them. Annotations in braces are allowed and
 * mean nothing: {@code {count}} is 1. Caches a bounded number of conversions; thread-safe.
 */
public final class Units {

    private static final int MAX_REMEMBERED = 10_000;

    /** Correct codes that the library does not read; each converts to itself only. */
    private static final Set<String> LEVELS =
            Set.of("B[SPL]", "dB[SPL]", "B[V]", "dB[V]", "B[mV]", "dB[mV]", "B[uV]", "dB[uV]", "B[W]", "dB[W]");

    /** Codes to suggest for a similar text; other codes are accepted too. */
    private static final Set<String> FREQUENT = Set.of(
            // numbers and rates
            ("1 % [ppm] [ppb] [ppth] /s /min /h /d 1/s 1/min 1/h 1/d Hz kHz"
                            // length, area, volume, time
                            + " m mm cm km um m2 m3 L mL s ms min h d"
                            // speed, flow, acceleration
                            + " m/s km/h mm/s mm/h mm/min m/s2 mm/s2 [g] L/s L/min m3/s m3/h /m /km 1/km"
                            // temperature, pressure, air
                            + " Cel K [degF] Pa hPa kPa MPa bar mbar ug/m3 mg/m3 ng/m3 g/m3 /cm3 1/cm3"
                            // structures
                            + " um/m mm/m m/m deg rad mrad deg/s N kN N/mm2 N.m kN.m kg t"
                            // water, light, sound, power
                            + " [pH] uS/cm mS/cm mg/L ug/L lx cd/m2 W/m2 dB dB[SPL] V mV A mA W kW W.h kW.h J")
                    .split(" "));

    /** Refused even if UCUM has the code: C is the coulomb there, mph a thousandth of a phot. */
    private static final Map<String, String> SLIPS = Map.ofEntries(
            Map.entry("°C", "Cel"),
            Map.entry("℃", "Cel"),
            Map.entry("ºC", "Cel"),
            Map.entry("C", "Cel"),
            Map.entry("degC", "Cel"),
            Map.entry("celsius", "Cel"),
            Map.entry("Celsius", "Cel"),
            Map.entry("°F", "[degF]"),
            Map.entry("F", "[degF]"),
            Map.entry("degF", "[degF]"),
            Map.entry("fahrenheit", "[degF]"),
            Map.entry("Fahrenheit", "[degF]"),
            Map.entry("‰", "[ppth]"),
            Map.entry("°", "deg"),
            Map.entry("µg/m3", "ug/m3"),
            Map.entry("µg/m³", "ug/m3"),
            Map.entry("ug/m³", "ug/m3"),
            Map.entry("μg/m3", "ug/m3"),
            Map.entry("μg/m³", "ug/m3"),
            Map.entry("m³", "m3"),
            Map.entry("m³/s", "m3/s"),
            Map.entry("m³/h", "m3/h"),
            Map.entry("m/s²", "m/s2"),
            Map.entry("W/m²", "W/m2"),
            Map.entry("ppb", "[ppb]"),
            Map.entry("ppm", "[ppm]"),
            Map.entry("percent", "%"),
            Map.entry("%RH", "%"),
            Map.entry("pH", "[pH]"),
            Map.entry("Wh", "W.h"),
            Map.entry("kWh", "kW.h"),
            Map.entry("MWh", "MW.h"),
            Map.entry("lux", "lx"),
            Map.entry("inch", "[in_i]"),
            Map.entry("knots", "[kn_i]"),
            Map.entry("mm/hr", "mm/h"),
            Map.entry("km/hr", "km/h"),
            Map.entry("kph", "km/h"),
            Map.entry("kmh", "km/h"),
            Map.entry("mph", "[mi_i]/h"),
            Map.entry("ft", "[ft_i]"),
            Map.entry("kt", "[kn_i]"),
            Map.entry("psi", "[psi]"),
            Map.entry("inHg", "[in_i'Hg]"),
            Map.entry("µm/m", "um/m"),
            Map.entry("μm/m", "um/m"),
            Map.entry("µε", "um/m"),
            Map.entry("db", "dB"),
            Map.entry("dBA", "dB[SPL]{A}"),
            Map.entry("dBm", "dB{mW}"),
            Map.entry("count", "{count}"),
            Map.entry("count/min", "{count}/min"));

    /** A mass per volume, and a fraction of the molecules. */
    private static final String MASS = "ug/m3";

    private static final String SHARE = "[ppb]";

    private static final Map<Pair, Optional<Linear>> REMEMBERED = new ConcurrentHashMap<>();
    /** Such as 10³, which is not 103. */
    private static final Pattern POWER_OF_NUMBER = Pattern.compile("[0-9]\\s*[\\^\u00b2\u00b3\u00b9\u2070-\u207f]");

    private static final Map<String, String> MEANT = new ConcurrentHashMap<>();

    private Units() {}

    /**
     * The conversion from one unit to another, such as 1.8 and 32 for {@code Cel} to {@code [degF]}. Costs one look-up
     * if it was requested before.
     *
     * @param from a UCUM code
     * @param to a UCUM code
     * @return empty if one of them is no code, if they measure different quantities ({@code [ppb]} and {@code ug/m3}
     *     differ by a molar mass), or if a logarithm is between them ({@code dB} and {@code 1})
     */
    public static Optional<Linear> findConversion(String from, String to) {
        if (from.length() > Ucum.LONGEST || to.length() > Ucum.LONGEST) {
            return Optional.empty();
        }
        Pair pair = new Pair(from, to);
        Optional<Linear> known = REMEMBERED.get(pair);
        if (known == null) {
            known = convert(from, to);
            if (REMEMBERED.size() >= MAX_REMEMBERED) {
                REMEMBERED.clear();
            }
            REMEMBERED.put(pair, known);
        }
        return known;
    }

    /**
     * As {@link #findConversion(String, String)}; for a gas also from any mass per volume to any fraction of the
     * molecules and back, such as {@code mg/m3} to {@code [ppm]}.
     *
     * @param gas null if the property is not a gas
     */
    public static Optional<Linear> findConversion(String from, String to, Gas gas) {
        Optional<Linear> direct = findConversion(from, to);
        if (direct.isPresent() || gas == null) {
            return direct;
        }
        double micrograms = gas.microgramsPerPartInBillion();
        return through(from, MASS, 1 / micrograms, SHARE, to).or(() -> through(from, SHARE, micrograms, MASS, to));
    }

    /** Whether one of two units is a mass per volume and the other a fraction, so that they differ by a molar mass. */
    static boolean differByMolarMass(String one, String other) {
        return through(one, MASS, 1, SHARE, other)
                .or(() -> through(one, SHARE, 1, MASS, other))
                .isPresent();
    }

    /**
     * The UCUM code that a payload's unit means. A code is itself. A spelling that UCUM does not know means one thing only if it is a
     * frequent slip such as {@code °C} or {@code ppb}, or a code with raised digits, either µ, a circumflex, or blanks, such as
     * {@code µg/m³}, {@code ug/m^3} or {@code W m-2}. Costs one look-up if it was requested before.
     *
     * @return the text itself if it is ambiguous ({@code C} is the coulomb in UCUM) or means nothing
     */
    public static String codeOf(String stated) {
        if (stated.length() > Ucum.LONGEST) {
            return stated;
        }
        String known = MEANT.get(stated);
        if (known == null) {
            known = meaning(stated);
            if (MEANT.size() >= MAX_REMEMBERED) {
                MEANT.clear();
            }
            MEANT.put(stated, known);
        }
        return known;
    }

    private static String meaning(String stated) {
        String plain = POWER_OF_NUMBER.matcher(stated).find() ? stated : plain(stated);
        for (String text : List.of(stated, plain, plain.replaceAll("\\s+", "."))) {
            String slip = SLIPS.get(text);
            if (isUcum(text)) {
                return slip == null ? text : stated;
            }
            if (slip != null) {
                return slip;
            }
        }
        return stated;
    }

    private static String plain(String stated) {
        return Normalizer.normalize(stated, Normalizer.Form.NFKC)
                .strip()
                .replace('\u03bc', 'u')
                .replace('\u2212', '-')
                .replace('\u00b7', '.')
                .replace('\u22c5', '.')
                .replaceAll("(?<=[A-Za-z])\\^(?=-?[0-9])", "")
                .replaceAll("\\s*/\\s*", "/");
    }

    private static boolean isUcum(String text) {
        String bare = Ucum.withoutAnnotations(text);
        return LEVELS.contains(bare) || Ucum.parse(bare).isPresent();
    }

    /**
     * What is needed to convert between two units that cannot be converted, as the tail of a sentence; else empty text.
     */
    public static String hint(String from, String to) {
        if (differByMolarMass(from, to)) {
            return "; for a gas, 'gas' and 'reference-temperature' of the property say how";
        }
        return isCode(from) ? "" : meant(from);
    }

    private static Optional<Linear> through(String from, String entry, double scale, String exit, String to) {
        return findConversion(from, entry)
                .flatMap(in -> findConversion(exit, to).map(out -> new Linear(in.scale() * scale * out.scale(), 0)));
    }

    private static Optional<Linear> convert(String from, String to) {
        if (!isCode(from) || !isCode(to)) {
            return Optional.empty();
        }
        String bareFrom = Ucum.withoutAnnotations(from);
        String bareTo = Ucum.withoutAnnotations(to);
        if (bareFrom.equals(bareTo)) {
            return Optional.of(Linear.IDENTITY);
        }
        Optional<Unit<?>> target = Ucum.parse(bareTo);
        return target.flatMap(unit -> Ucum.parse(bareFrom).flatMap(source -> Ucum.convert(source, unit)));
    }

    /** The fault of a unit, as the rest of a sentence that may name the code that was meant; empty if there is none. */
    public static Optional<String> findFault(String unit) {
        return isCode(unit)
                ? Optional.empty()
                : Optional.of("is " + Nearest.quote(unit) + ", not a UCUM code that the catalog takes" + meant(unit));
    }

    /** A UCUM code; reports a problem at the field if it is none. */
    public static Optional<String> read(Field field) {
        return field.scalar().filter(text -> {
            Optional<String> fault = findFault(text);
            fault.ifPresent(field::problem);
            return fault.isEmpty();
        });
    }

    private static String meant(String unit) {
        return Optional.ofNullable(SLIPS.get(unit))
                .or(() -> Nearest.find(unit, FREQUENT))
                .map(code -> "; did you mean '" + code + "'?")
                .orElse("");
    }

    private static boolean isCode(String unit) {
        return !SLIPS.containsKey(unit) && isUcum(unit);
    }

    /** A requested conversion. */
    private record Pair(String from, String to) {}
}
