package org.metrobed.model.params;

import java.util.Optional;

/** Parameters of which some must fit one another. */
public interface Checked {

    /** What does not fit, as the rest of a sentence whose subject is the parameters; empty when all fits. */
    default Optional<String> findFault() {
        return Optional.empty();
    }
}
