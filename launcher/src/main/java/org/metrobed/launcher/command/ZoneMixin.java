package org.metrobed.launcher.command;

import org.metrobed.api.http.RequestZone;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The time zone of the dates and times of a command. */
final class ZoneMixin {

    @Option(
            names = "--tz",
            paramLabel = "ZONE",
            description = "Of dates and of times without an offset, such as Europe/Paris (default: UTC).")
    private String name;

    /** The name as given; null if not given. */
    String name() {
        return name;
    }

    /** The zone. */
    RequestZone zone(CommandSpec spec) {
        try {
            return RequestZone.parse(name);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--tz " + e.getMessage(), e);
        }
    }
}
