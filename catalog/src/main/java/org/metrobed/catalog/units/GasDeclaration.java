package org.metrobed.catalog.units;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Located;
import org.metrobed.catalog.yaml.Nearest;
import org.metrobed.catalog.yaml.Values;
import org.metrobed.model.Gas;

/**
 * The gas of a property: {@code gas: NO2} or {@code molar-mass: 46.0055}, and {@code reference-temperature: 20}.
 *
 * @param molarMass grams per mole
 * @param celsius the reference temperature, degrees Celsius
 */
public record GasDeclaration(Optional<Located<Double>> molarMass, Optional<Located<Double>> celsius) {

    /** States nothing. */
    public static final GasDeclaration SILENT = new GasDeclaration(Optional.empty(), Optional.empty());

    /**
     * Grams per mole, from IUPAC's standard atomic weights; that of sulfur is an interval, and the value of SO2 is
     * inside it.
     */
    static final Map<String, Double> MOLAR_MASSES = new TreeMap<>(Map.of(
            "NO2", 46.0055,
            "NO", 30.006,
            "O3", 47.998,
            "SO2", 64.066,
            "CO", 28.010,
            "NH3", 17.031,
            "H2S", 34.081,
            "CO2", 44.010,
            "CH4", 16.043,
            "C6H6", 78.112));

    private static final String PRACTICES =
            "'reference-temperature' in degrees Celsius: 25 in US practice, 20 in EU" + " practice";

    /** Reads the keys of a property. */
    public static GasDeclaration read(Fields fields) {
        Optional<Field> gas = fields.find("gas");
        Optional<Field> mass = fields.find("molar-mass");
        if (gas.isPresent() && mass.isPresent()) {
            mass.get().problemAtKey("says what 'gas' says; leave one out");
        }
        return new GasDeclaration(
                gas.flatMap(field -> known(field).map(grams -> new Located<>(grams, field)))
                        .or(() -> mass.flatMap(
                                field -> Values.number(field, 1, 1_000).map(grams -> new Located<>(grams, field)))),
                fields.find("reference-temperature")
                        .flatMap(field -> Values.number(field, -50, 60).map(degrees -> new Located<>(degrees, field))));
    }

    private static Optional<Double> known(Field field) {
        return field.scalar().flatMap(name -> {
            if (!MOLAR_MASSES.containsKey(name)) {
                field.problem("names no gas " + Nearest.quote(name)
                        + "; 'molar-mass' takes the grams a mole of any other"
                        + Nearest.hint(name, MOLAR_MASSES.keySet()));
            }
            return Optional.ofNullable(MOLAR_MASSES.get(name));
        });
    }

    /**
     * The gas; empty, with problems reported, if the keys are not enough or do not fit the unit.
     *
     * @param standard used if this states nothing; no problem of it is reported
     */
    public Optional<Gas> over(GasDeclaration standard, Optional<String> unit) {
        Optional<Located<Double>> grams = molarMass.or(standard::molarMass);
        Optional<Located<Double>> degrees = celsius.or(standard::celsius);
        if (grams.isEmpty()) {
            degrees.ifPresent(one -> one.field().problemAtKey("is of no use without 'gas' or 'molar-mass'"));
        } else if (degrees.isEmpty()) {
            molarMass.ifPresent(one -> one.field().problemAtKey("needs " + PRACTICES + "; there is no default"));
        }
        molarMass.ifPresent(one -> unit.filter(code -> !isOfGases(code))
                .ifPresent(code -> one.field()
                        .problemAtKey("does not fit: the unit is '" + code
                                + "', neither a mass in a volume such as ug/m3 nor" + " a share such as [ppb]")));
        return grams.flatMap(mass -> degrees.map(degree -> new Gas(mass.value(), degree.value())));
    }

    private static boolean isOfGases(String unit) {
        return Units.differByMolarMass("[ppb]", unit) || Units.differByMolarMass("ug/m3", unit);
    }
}
