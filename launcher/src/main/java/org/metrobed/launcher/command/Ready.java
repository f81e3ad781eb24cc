package org.metrobed.launcher.command;

import org.metrobed.config.Secret;
import org.metrobed.embedded.EmbeddedPostgres;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.StopSignal;

/** Prints the lines that people and scripts wait for. */
final class Ready {

    private Ready() {}

    /** Handles signals: the first is answered with a line at once, also during the start; a second ends the process and its PostgreSQL. */
    static StopSignal listen(Console console) {
        return StopSignal.listen(() -> console.say("stopping"), () -> {
            console.say("ending at once");
            EmbeddedPostgres.stopAllAtOnce();
        });
    }

    /** Prints the address for gateways, the operator token, unless it is {@link Secret#NONE}, and then the address of the page. */
    static void announce(String url, String mqttUrl, Secret operatorToken, Console console) {
        console.say("  gateways publish by MQTT to " + mqttUrl);
        if (!operatorToken.equals(Secret.NONE)) {
            console.say("  operator token: " + operatorToken.reveal());
            console.say("  the page with it, to act on alerts: " + url + "/#token=" + operatorToken.reveal());
        }
        console.say("ready " + url + " (open it, or: curl '" + url + "/api/v1/windows?limit=5'; Ctrl-C stops)");
    }
}
