package org.metrobed.model.params;

import java.util.Optional;

/** Parameters with a rule about several of them. */
public interface Checked {

    /** The fault, as the rest of a sentence whose subject is the parameters; empty if there is none. */
    default Optional<String> findFault() {
        return Optional.empty();
    }
}
