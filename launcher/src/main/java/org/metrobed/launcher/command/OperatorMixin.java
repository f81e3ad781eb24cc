package org.metrobed.launcher.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.metrobed.api.ApiConfig;
import org.metrobed.config.Secret;
import org.metrobed.config.Settings;
import picocli.CommandLine.Option;

/** The options for the address of the API of a running Metrobed and for the operator token. */
final class OperatorMixin {

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "Address of the API (default: ${DEFAULT-VALUE}).")
    private URI url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds the operator token; else METROBED_OPERATOR_TOKEN or METROBED_OPERATOR_TOKEN_FILE.")
    private Path tokenFile;

    /** A client of the API. */
    OperatorClient client() {
        return new OperatorClient(url, token());
    }

    private Secret token() {
        if (tokenFile == null) {
            return Settings.of(System.getenv()).secret(ApiConfig.OPERATOR_TOKEN);
        }
        try {
            return new Secret(Files.readString(tokenFile).strip());
        } catch (IOException e) {
            throw new CommandException("the token cannot be read from " + tokenFile, e);
        }
    }
}
