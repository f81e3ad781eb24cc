package org.metrobed.catalog.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.model.Gas;

class UnitsTest {

    /** Every code that bundles were ever allowed to use: published versions of the catalog must stay readable. */
    private static final String EVER_ALLOWED = "1 % [ppm] [ppb] [ppth] /s /min /h /d 1/s 1/min 1/h 1/d Hz kHz"
            + " m mm cm km um m2 m3 L mL s ms min h d m/s km/h mm/s mm/h mm/min m/s2 mm/s2 [g] L/s L/min m3/s m3/h /m /km"
            + " 1/km Cel K [degF] Pa hPa kPa MPa bar mbar ug/m3 mg/m3 ng/m3 g/m3 /cm3 1/cm3 um/m mm/m m/m deg rad mrad"
            + " deg/s N kN N/mm2 N.m kN.m kg t [pH] uS/cm mS/cm mg/L ug/L lx cd/m2 W/m2 dB dB[SPL] V mV A mA W kW W.h"
            + " kW.h J {count} {count}/min {vehicle}/h dB[SPL]{A} km/h{mean}";

    @Test
    void everyCodeThatWasEverAllowedIsACode() {
        assertThat(EVER_ALLOWED.split(" "))
                .allSatisfy(code -> assertThat(Units.findFault(code)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "µg/m3, ug/m3", // U+00B5
        "µg/m³, ug/m3",
        "μg/m³, ug/m3", // U+03BC
        "μg/m3, ug/m3",
        "ug/m³, ug/m3",
        "ug/m^3, ug/m3",
        "' µg / m³ ', ug/m3",
        "µg m-3, ug.m-3",
        "μg·m⁻³, ug.m-3",
        "mg/m³, mg/m3",
        "W/m², W/m2",
        "W m-2, W.m-2",
        "m/s², m/s2",
        "µS/cm, uS/cm",
        "μSv/h, uSv/h",
        "°C, Cel",
        "℃, Cel",
        "°F, [degF]",
        "ppb, [ppb]",
        "%RH, %",
        "‰, [ppth]",
        "dBA, dB[SPL]{A}",
        "Wh, W.h",
        "kWh, kW.h",
        "MWh, MW.h",
        "lux, lx",
        "inch, [in_i]",
        "knots, [kn_i]",
        "mm/hr, mm/h",
        "km/hr, km/h",
        // a code is itself, also where people may mean another
        "ug/m3, ug/m3",
        "Cel, Cel",
        "C, C",
        "mph, mph",
        "F, F",
        "{count}, {count}",
        // no guess
        "10³/uL, 10³/uL",
        "10^3/uL, 10^3/uL",
        "furlong, furlong",
        "'', ''"
    })
    void spellingOfAPayloadThatMeansOneThingIsThatCode(String stated, String code) {
        assertThat(Units.codeOf(stated)).isEqualTo(code);
        assertThat(Units.codeOf(stated)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[in_i'Hg]",
                "mm[Hg]",
                "[mi_i]/h",
                "[kn_i]",
                "[ft_i]",
                "[psi]",
                "10.m",
                "umol/(m2.s)",
                "nGy/h",
                "Bq/m3",
                "m.s-2",
                "{NTU}",
                "[gal_us]/min",
                "dB{A}"
            })
    void codeOfTheLibraryIsACode(String unit) {
        assertThat(Units.findFault(unit)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "°C, Cel",
        "C, Cel",
        "µg/m3, ug/m3",
        "μg/m³, ug/m3",
        "ppb, [ppb]",
        "cel, Cel",
        "KM/H, km/h",
        "mph, [mi_i]/h",
        "pH, [pH]",
        "count/min, {count}/min",
        "Ug/m3, ug/m3"
    })
    void slipIsRefusedWithTheCodeThatWasMeant(String unit, String meant) {
        assertThat(Units.findFault(unit))
                .hasValueSatisfying(fault ->
                        assertThat(fault).contains("'" + unit + "'").contains("did you mean '" + meant + "'?"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "furlong/fortnight",
                "{count",
                "{}",
                "ug/",
                "ug / m3",
                "m//s",
                "m..s",
                "0",
                "0.m",
                "m^2",
                "m0",
                "m999999999",
                "99999999999999999999.m",
                "(m",
                "m)",
                "[",
                "]m",
                "[]",
                "((((((((",
                "kk",
                "m/s\n",
                "1/0",
                "{a}{"
            })
    void otherTextIsRefused(String unit) {
        assertThat(Units.findFault(unit)).isPresent();
        assertThat(Units.findConversion(unit, unit)).isEmpty();
    }

    /** from | to | value | the same by the definitions of UCUM and SI. */
    @ParameterizedTest
    @CsvSource({
        // temperature: the only affine ones
        "Cel, K, -273.15, 0",
        "Cel, K, 21.5, 294.65",
        "K, Cel, 300, 26.85",
        "Cel, [degF], -40, -40",
        "Cel, [degF], 100, 212",
        "[degF], Cel, 98.6, 37",
        "[degF], K, 32, 273.15",
        "K, [degF], 273.15, 32",
        "mCel, Cel, 21500, 21.5",
        // ratios and counts
        "%, 1, 55, 0.55",
        "1, %, 0.55, 55",
        "[ppm], [ppb], 0.04, 40",
        "%, [ppm], 0.04, 400",
        "[ppth], 1, 35, 0.035",
        "{count}, 1, 7, 7",
        "{count}/h, /h, 7, 7",
        "{vehicle}/h, {count}/min, 90, 1.5",
        "um/m, 1, 350, 0.00035",
        "mm/m, um/m, 0.35, 350",
        // length, area, volume, time
        "mm, m, 1234.5, 1.2345",
        "cm, m, 380, 3.8",
        "[ft_i], m, 10, 3.048",
        "[in_i], mm, 1, 25.4",
        "L, m3, 250, 0.25",
        "ms, s, 1500, 1.5",
        "h, min, 1.5, 90",
        "d, h, 2, 48",
        // speed, flow, acceleration
        "km/h, m/s, 36, 10",
        "m/s, km/h, 13.9, 50.04",
        "[mi_i]/h, km/h, 30, 48.28032",
        "[kn_i], m/s, 9, 4.63",
        "L/s, m3/h, 10, 36",
        "mm/min, mm/h, 0.5, 30",
        "[g], m/s2, 2, 19.6133",
        // pressure, air
        "mbar, hPa, 1013.25, 1013.25",
        "bar, kPa, 2.5, 250",
        "[in_i'Hg], hPa, 30, 1015.91364",
        "mm[Hg], Pa, 760, 101324.72",
        "mg/m3, ug/m3, 0.025, 25",
        "ng/m3, ug/m3, 1500, 1.5",
        // structures, water, light, power
        "deg, rad, 180, 3.141592653589793",
        "rad, deg, 1, 57.29577951308232",
        "mrad, deg, 10, 0.5729577951308232",
        "deg/s, rad/s, 90, 1.5707963267948966",
        "kN, N, 1.5, 1500",
        "MPa, N/mm2, 30, 30",
        "t, kg, 7.5, 7500",
        "mS/cm, uS/cm, 0.7, 700",
        "mg/L, ug/L, 0.7, 700",
        "lx, lm/m2, 320, 320",
        "kW.h, J, 1, 3600000",
        "mA, A, 20, 0.02",
        "Hz, /s, 50, 50"
    })
    void numberIsConvertedToTwelveDigits(String from, String to, double value, double expected) {
        Linear forth = Units.findConversion(from, to).orElseThrow();
        Linear back = Units.findConversion(to, from).orElseThrow();

        double size = Math.max(1, Math.abs(expected));
        assertThat(forth.apply(value)).isCloseTo(expected, within(1e-12 * size));
        assertThat(back.apply(forth.apply(value))).isCloseTo(value, within(2e-12 * Math.max(1, Math.abs(value))));
    }

    @Test
    void sameUnitLeavesEveryBit() {
        for (String code : EVER_ALLOWED.split(" ", -1)) {
            assertThat(Units.findConversion(code, code)).hasValue(Linear.IDENTITY);
        }
        assertThat(Units.findConversion("mbar", "hPa")).hasValue(Linear.IDENTITY);
        assertThat(Units.findConversion("dB{A}", "dB")).hasValue(Linear.IDENTITY);
        assertThat(Units.findConversion("dB[SPL]{A}", "dB[SPL]")).hasValue(Linear.IDENTITY);
        assertThat(Linear.IDENTITY.apply(-0.0)).isEqualTo(-0.0);
        assertThat(Linear.IDENTITY.apply(Double.NaN)).isNaN();
    }

    @Test
    void ratioOfWholeNumbersIsTheNearestDouble() {
        assertThat(Units.findConversion("km/h", "m/s")).hasValue(new Linear(1 / 3.6, 0));
        assertThat(Units.findConversion("um", "m")).hasValue(new Linear(1e-6, 0));
        assertThat(Units.findConversion("Cel", "K")).hasValue(new Linear(1, 273.15));
        assertThat(Units.findConversion("deg", "rad")).hasValue(new Linear(Math.PI / 180, 0));
    }

    /** Units that measure different quantities, need a molar mass, or differ by a logarithm. */
    @ParameterizedTest
    @CsvSource({
        "[ppb], ug/m3",
        "m, s",
        "m, m2",
        "N, kg",
        "lx, W/m2",
        "deg, 1",
        "%, deg",
        "Hz, rad/s",
        "dB, 1",
        "1, dB",
        "dB[SPL], dB",
        "dB[SPL], Pa",
        "[pH], mol/L",
        "Cel/h, [degF]/h",
        "°C, Cel",
        "Cel, °C",
        "'', Cel"
    })
    void unlikeUnitsHaveNoConversion(String from, String to) {
        assertThat(Units.findConversion(from, to)).isEmpty();
    }

    /** molar mass | temperature | from | to | value | the same by ppb = ug/m3 * (273.15 + T) / (M * 12.187). */
    @ParameterizedTest
    @CsvSource({
        "46.0055, 25, [ppb], ug/m3, 53, 99.66613620828441",
        "46.0055, 20, [ppb], ug/m3, 53, 101.36605325089545",
        "46.0055, 20, ug/m3, [ppb], 40, 20.914299531349982",
        "47.998, 25, [ppb], ug/m3, 70, 137.3356156967969",
        "47.998, 20, ug/m3, [ppb], 120, 60.13830620585368",
        "28.010, 25, [ppm], mg/m3, 9, 10.304279154787858",
        "28.010, 20, mg/m3, [ppm], 10, 8.587761577021793",
        "64.066, 20, ug/m3, [ppm], 350, 0.13141154531316633",
        "17.031, 20, [ppb], ng/m3, 1, 708.0225038376258",
        "46.0055, 25, [ppb], ug/m3, 0, 0",
        "46.0055, 25, [ppb], ug/m3, -5, -9.402465680026832"
    })
    void massOfAGasAndItsShareLeadToOneAnother(
            double molarMass, double celsius, String from, String to, double value, double expected) {
        Gas gas = new Gas(molarMass, celsius);
        Linear forth = Units.findConversion(from, to, gas).orElseThrow();
        Linear back = Units.findConversion(to, from, gas).orElseThrow();

        double size = Math.max(1e-3, Math.abs(expected));
        assertThat(forth.apply(value)).isCloseTo(expected, within(1e-12 * size));
        assertThat(back.apply(forth.apply(value))).isCloseTo(value, within(2e-12 * Math.max(1e-3, Math.abs(value))));
    }

    @Test
    void gasChangesNoOtherConversion() {
        Gas gas = new Gas(46.0055, 20);

        assertThat(Units.findConversion("mg/m3", "ug/m3", gas)).isEqualTo(Units.findConversion("mg/m3", "ug/m3"));
        assertThat(Units.findConversion("[ppm]", "[ppb]", gas)).isEqualTo(Units.findConversion("[ppm]", "[ppb]"));
        assertThat(Units.findConversion("Cel", "ug/m3", gas)).isEmpty();
        assertThat(Units.findConversion("[ppb]", "m", gas)).isEmpty();
        assertThat(Units.findConversion("[ppb]", "ug/m3", null)).isEmpty();
    }

    @Test
    void hintIsGivenWhereAMolarMassIsBetweenTwoUnits() {
        assertThat(Units.hint("[ppm]", "mg/m3")).contains("'gas' and 'reference-temperature'");
        assertThat(Units.hint("ug/m3", "[ppb]")).contains("'gas' and 'reference-temperature'");
        assertThat(Units.hint("Cel", "ug/m3")).isEmpty();
    }

    @Test
    void severalThreadsGetTheSame() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Double>> tasks = new ArrayList<>();
            for (int i = 1; i <= 400; i++) {
                String from = i + ".km/h";
                tasks.add(() -> Units.findConversion(from, "m/s").orElseThrow().apply(3.6));
            }
            List<Future<Double>> results = threads.invokeAll(tasks);
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).isCloseTo(i + 1, within(1e-9));
            }
        } finally {
            threads.shutdown();
        }
    }

    @Property(tries = 5_000)
    void noTextMakesTheParserFail(@ForAll("codes") String from, @ForAll("codes") String to) {
        boolean known = Units.findFault(from).isEmpty();
        assertThat(Units.findConversion(from, from).isPresent()).isEqualTo(known);
        Units.findConversion(from, to)
                .ifPresent(linear -> assertThat(linear.apply(1)).isFinite());
    }

    @Provide
    Arbitrary<String> codes() {
        Arbitrary<String> parts = Arbitraries.of(
                "m",
                "s",
                "Cel",
                "[degF]",
                "dB",
                "[pH]",
                "k",
                "u",
                "/",
                ".",
                "(",
                ")",
                "2",
                "-1",
                "99",
                "{a}",
                "[",
                "]",
                "%",
                "'",
                "[in_i'Hg]",
                "h",
                "10",
                "0",
                "°",
                "B[W]",
                "*",
                "^",
                "rad",
                "{",
                "}");
        return parts.list().ofMinSize(0).ofMaxSize(7).map(list -> String.join("", list));
    }
}
