package org.metrobed.analysis.quality;

import java.util.Optional;

/** Checks that the thresholds of the two levels of a test fit each other. Static functions only. */
final class Levels {

    private Levels() {}

    /** For a test that flags larger values: fail is not below suspect. An absent level is NaN or infinite. */
    static Optional<String> rising(double suspect, double fail) {
        boolean both = Double.isFinite(suspect) && Double.isFinite(fail);
        return both && suspect > fail ? Optional.of("does not fit: fail must not be below suspect") : Optional.empty();
    }

    /** For a test that flags smaller values: fail is not above suspect. */
    static Optional<String> falling(double suspect, double fail) {
        return fail > suspect
                ? Optional.of("does not fit: fail " + fail + " must not be above suspect " + suspect)
                : Optional.empty();
    }
}
