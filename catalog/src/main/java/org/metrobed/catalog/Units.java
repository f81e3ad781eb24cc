package org.metrobed.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks units against the UCUM codes (case-sensitive) that cities use. A table, not a parser: a code that is right in UCUM
 * but not in the table is refused until it is added here. Annotations in braces are free, as in {@code {count}/min}.
 */
final class Units {

    private static final Set<String> CODES = Set.of(
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

    private static final Map<String, String> SLIPS = Map.ofEntries(
            Map.entry("°C", "Cel"),
            Map.entry("C", "Cel"),
            Map.entry("degC", "Cel"),
            Map.entry("celsius", "Cel"),
            Map.entry("°F", "[degF]"),
            Map.entry("°", "deg"),
            Map.entry("µg/m3", "ug/m3"),
            Map.entry("µg/m³", "ug/m3"),
            Map.entry("ug/m³", "ug/m3"),
            Map.entry("ppb", "[ppb]"),
            Map.entry("ppm", "[ppm]"),
            Map.entry("percent", "%"),
            Map.entry("%RH", "%"),
            Map.entry("kph", "km/h"),
            Map.entry("kmh", "km/h"),
            Map.entry("µm/m", "um/m"),
            Map.entry("µε", "um/m"),
            Map.entry("count", "{count}"),
            Map.entry("count/min", "{count}/min"));

    private Units() {}

    /** What is wrong with a unit, as the rest of a sentence; empty when nothing is. */
    static Optional<String> findFault(String unit) {
        if (CODES.contains(withoutAnnotations(unit))) {
            return Optional.empty();
        }
        String hint = SLIPS.containsKey(unit)
                ? "; did you mean '" + SLIPS.get(unit) + "'?"
                : Nearest.find(unit, CODES)
                        .map(code -> "; did you mean '" + code + "'?")
                        .orElse("");
        return Optional.of("is " + Nearest.quote(unit) + ", not a UCUM code that the catalog knows" + hint);
    }

    private static String withoutAnnotations(String unit) {
        String bare =
                unit.replaceAll("(?<before>^|/|\\.)\\{[!-z|~]+}", "${before}1").replaceAll("\\{[!-z|~]+}", "");
        return bare.startsWith("1.") ? bare.substring(2) : bare;
    }
}
