package org.metrobed.catalog.units;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.measure.IncommensurableException;
import javax.measure.Unit;
import javax.measure.UnitConverter;
import javax.measure.format.UnitFormat;
import systems.uom.ucum.format.UCUMFormat;
import systems.uom.ucum.format.UCUMFormat.Variant;
import systems.uom.ucum.internal.format.TokenMgrError;

/**
 * The library of UCUM codes (case-sensitive), restricted to its reliable functions. The syntax of a code is checked
 * before, because the library accepts some texts that are no codes, and fails in many ways at others. The scale and
 * offset of a conversion are read once, exactly, and then rounded to doubles. Stateless; thread-safe.
 */
final class Ucum {

    /** Largest length of a code, characters. */
    static final int LONGEST = 100;

    private static final Unit<?> RADIAN = tech.units.indriya.unit.Units.RADIAN;
    private static final String EXPONENT = "(?:[+-]?[1-9][0-9]?)?";
    private static final String ATOM = "(?:[A-Za-z%'_]|\\[[!-Z\\\\^-~]+])+" + EXPONENT;
    private static final String TERM = "\\(*(?:[1-9][0-9]{0,8}|" + ATOM + ")(?:\\)" + EXPONENT + ")*";
    private static final Pattern FORM = Pattern.compile("/?" + TERM + "(?:[./]" + TERM + ")*");
    private static final Pattern ANNOTATION = Pattern.compile("\\{[!-z|~]+}");
    private static final Pattern ANNOTATION_ALONE = Pattern.compile("(?<before>^|[/.(])" + ANNOTATION);
    private static final UnitFormat FORMAT = UCUMFormat.getInstance(Variant.CASE_SENSITIVE);

    private Ucum() {}

    /** A code without its annotations, which have no meaning; an annotation alone is 1. */
    static String withoutAnnotations(String code) {
        if (code.length() > LONGEST || code.indexOf('{') < 0) {
            return code;
        }
        return ANNOTATION
                .matcher(ANNOTATION_ALONE.matcher(code).replaceAll("${before}1"))
                .replaceAll("");
    }

    /** The unit of a code without annotations; empty if the library does not know it. */
    static Optional<Unit<?>> parse(String code) {
        if (code.length() > LONGEST || !FORM.matcher(code).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(FORMAT.parse(code));
        } catch (RuntimeException | TokenMgrError e) { // the library throws several, none of them declared
            return Optional.empty();
        }
    }

    /** The conversion from one unit to another; empty if there is none, or if it is not linear. */
    static Optional<Linear> convert(Unit<?> from, Unit<?> to) {
        if (turns(from) != turns(to)) {
            return Optional.empty();
        }
        try {
            UnitConverter converter = from.getConverterToAny(to);
            BigDecimal atZero = at(converter, 0);
            BigDecimal scale = at(converter, 1).subtract(atZero);
            BigDecimal straight = atZero.add(scale.multiply(BigDecimal.TEN));
            BigDecimal bend = at(converter, 10).subtract(straight).abs();
            return scale.signum() == 0 || bend.compareTo(scale.abs().movePointLeft(12)) > 0
                    ? Optional.empty()
                    : Optional.of(new Linear(scale.doubleValue(), atZero.doubleValue()));
        } catch (IncommensurableException | RuntimeException e) { // logarithms and products of temperatures throw many
            return Optional.empty();
        }
    }

    /** The exponent of the angle. The library takes an angle for a number, and 1 Hz for 1 rad/s. */
    private static int turns(Unit<?> unit) {
        Unit<?> system = unit.getSystemUnit();
        if (system.equals(RADIAN)) {
            return 1;
        }
        Map<? extends Unit<?>, Integer> factors = system.getBaseUnits();
        return factors == null
                ? 0
                : factors.entrySet().stream()
                        .filter(factor -> factor.getKey().equals(RADIAN))
                        .mapToInt(Map.Entry::getValue)
                        .sum();
    }

    private static BigDecimal at(UnitConverter converter, long value) {
        Number result = converter.convert(BigInteger.valueOf(value));
        return new BigDecimal(result.toString(), MathContext.DECIMAL128);
    }
}
