package org.metrobed.analysis.quality;

import java.util.Optional;

/** Whether the thresholds of the two levels of a test fit each other. Static functions only. */
final class Levels {

    private Levels() {}

    /** Of a test that flags what is larger: fail is not below suspect. A level that is left out is NaN or infinite. */
    static Optional<String> rising(double suspect, double fail) {
        boolean both = Double.isFinite(suspect) && Double.isFinite(fail);
        return both && suspect > fail ? Optional.of("does not fit: fail must not be below suspect") : Optional.empty();
    }

    /** Of a test that flags what is smaller: fail is not above suspect. */
    static Optional<String> falling(double suspect, double fail) {
        return fail > suspect
                ? Optional.of("does not fit: fail " + fail + " must not be above suspect " + suspect)
                : Optional.empty();
    }
}
