package org.metrobed.model;

/**
 * A gas in air. It converts between mass per volume and share of the molecules, at a reference temperature and 1013.25
 * hPa. Immutable.
 *
 * @param molarMassGrams grams per mole, above 0
 * @param referenceCelsius the temperature for which a mass per volume is stated, degrees Celsius; not the temperature
 *     of the day
 */
public record Gas(double molarMassGrams, double referenceCelsius) {

    /** Moles per litre of air, times its temperature in kelvin: 1013.25 hPa divided by the gas constant. */
    private static final double MOLES_KELVIN_PER_LITRE = 12.187;

    private static final double ZERO_CELSIUS_KELVIN = 273.15;

    public Gas {
        if (!(molarMassGrams > 0) || !(referenceCelsius > -ZERO_CELSIUS_KELVIN)) {
            throw new IllegalArgumentException(
                    "no gas has " + molarMassGrams + " grams a mole or is stated at " + referenceCelsius + " Cel");
        }
    }

    /** Micrograms per cubic metre of one part per billion of the molecules. */
    public double microgramsPerPartInBillion() {
        return molarMassGrams * MOLES_KELVIN_PER_LITRE / (ZERO_CELSIUS_KELVIN + referenceCelsius);
    }
}
