package org.metrobed.model;

/**
 * A gas in air, whose mass in a volume and share of the molecules lead to one another at a temperature, and at 1013.25 hPa.
 * Immutable.
 *
 * @param molarMassGrams grams a mole, above 0
 * @param referenceCelsius the temperature that a mass in a volume is stated for, degrees Celsius; not that of the day
 */
public record Gas(double molarMassGrams, double referenceCelsius) {

    /** Moles in a litre of air times its temperature in kelvin: 1013.25 hPa over the gas constant. */
    private static final double MOLES_KELVIN_PER_LITRE = 12.187;

    private static final double ZERO_CELSIUS_KELVIN = 273.15;

    public Gas {
        if (!(molarMassGrams > 0) || !(referenceCelsius > -ZERO_CELSIUS_KELVIN)) {
            throw new IllegalArgumentException(
                    "no gas has " + molarMassGrams + " grams a mole or is stated at " + referenceCelsius + " Cel");
        }
    }

    /** How many micrograms in a cubic metre one part in a billion of the molecules is. */
    public double microgramsPerPartInBillion() {
        return molarMassGrams * MOLES_KELVIN_PER_LITRE / (ZERO_CELSIUS_KELVIN + referenceCelsius);
    }
}
