package org.metrobed.analysis.product;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.metrobed.model.Derivation;

/** The value of a product from what its inputs have. Pure; static functions only. */
public final class ProductValue {

    /** Fewer digits than a double has, so that rounding noise of the last digits does not change a product. */
    private static final MathContext MEANT = new MathContext(12);

    private ProductValue() {}

    /**
     * A product of the values of one time.
     *
     * @param values one for each input, in the unit of its datastream; NaN if there is none
     * @return NaN if there is no value
     */
    public static double ofValues(Derivation derivation, List<Double> values) {
        List<Double> inputs = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            inputs.add(derivation.inputs().get(i).apply(values.get(i)));
        }
        return ((ProductOfValues) Products.get(derivation.product())).of(inputs).orElse(Double.NaN);
    }

    /**
     * A product of hours.
     *
     * @param meansNewestFirst of the hours that the product uses, in the unit of its input; NaN for a missing one
     * @return NaN if there is no value
     */
    public static double ofHours(Derivation derivation, List<Double> meansNewestFirst) {
        List<Double> inputs = meansNewestFirst.stream()
                .map(mean -> rounded(derivation.inputs().get(0).apply(mean)))
                .toList();
        return ((ProductOfHours) Products.get(derivation.product())).of(inputs).orElse(Double.NaN);
    }

    private static double rounded(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(MEANT).doubleValue() : Double.NaN;
    }
}
