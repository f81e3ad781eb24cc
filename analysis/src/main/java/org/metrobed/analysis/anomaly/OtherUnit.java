package org.metrobed.analysis.anomaly;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * The units in which a value may be by mistake: a value beyond its band that is well within it if it is read in one of them. It is
 * a hint for people, and no evidence. Immutable.
 *
 * @param unit UCUM code of the datastream's unit; empty for any
 * @param words what the value is then, as in: as expected if it is ...
 * @param meant the value in the datastream's unit, from the number that is shown
 */
record OtherUnit(String unit, String words, DoubleUnaryOperator meant) {

    private static final double KILOMETRES_AN_HOUR = 3.6;
    private static final double FAHRENHEIT = 1.8;
    private static final double FREEZING = 32;

    private static final List<OtherUnit> KNOWN = List.of(
            new OtherUnit("Cel", "in °F", shown -> (shown - FREEZING) / FAHRENHEIT),
            new OtherUnit("[degF]", "in °C", shown -> shown * FAHRENHEIT + FREEZING),
            new OtherUnit("m/s", "in km/h", shown -> shown / KILOMETRES_AN_HOUR),
            new OtherUnit("km/h", "in m/s", shown -> shown * KILOMETRES_AN_HOUR),
            new OtherUnit("", "in thousandths of the unit", shown -> shown / Thousandth.FACTOR),
            new OtherUnit("", "in thousands of the unit", shown -> shown * Thousandth.FACTOR));

    /** The first other unit in which a value beyond its band would be well within it. */
    static Optional<OtherUnit> of(String unit, AnomalyDetector.Judged judged) {
        if (judged.band().placeOf(judged.value()) != Band.Place.BEYOND) {
            return Optional.empty();
        }
        return KNOWN.stream()
                .filter(other -> other.unit().isEmpty() || other.unit().equals(unit))
                .filter(other ->
                        judged.band().placeOf(other.meant().applyAsDouble(judged.value())) == Band.Place.WELL_WITHIN)
                .findFirst();
    }
}
