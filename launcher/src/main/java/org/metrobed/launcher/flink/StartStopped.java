package org.metrobed.launcher.flink;

/** A start was given up because the process is to stop. */
public final class StartStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartStopped() {
        super("stopped while starting");
    }
}
