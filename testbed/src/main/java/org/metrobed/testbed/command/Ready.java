package org.metrobed.testbed.command;

import org.metrobed.testbed.run.Console;
import org.metrobed.testbed.run.Platform;

/** The line that people and scripts wait for. */
final class Ready {

    private Ready() {}

    static void announce(Platform platform, Console console) {
        console.say("ready " + platform.url() + " (open it, or: curl '" + platform.url()
                + "/api/v1/windows?limit=5'; Ctrl-C stops)");
    }
}
