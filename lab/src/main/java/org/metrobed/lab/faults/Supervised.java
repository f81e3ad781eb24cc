package org.metrobed.lab.faults;

/** A part that a {@link Supervisor} starts again. */
interface Supervised {

    /** For people. */
    String name();

    /** Whether its process runs; also while it is frozen. */
    boolean isAlive();

    /** Starts its process. */
    void launch();
}
