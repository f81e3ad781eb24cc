package org.metrobed.launcher.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Callable;
import org.metrobed.access.Access;
import org.metrobed.access.AclFile;
import org.metrobed.access.PasswordFile;
import org.metrobed.access.PasswordHash;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Manages the users of the broker, and shows what gateways send that no binding fits. */
@Command(
        name = "gateway",
        description = "Give gateways access to the MQTT broker, and show what they send that no binding fits.",
        mixinStandardHelpOptions = true,
        subcommands = {GatewayCommand.Add.class, GatewayListenCommand.class})
public final class GatewayCommand extends CommandGroup {

    /** Adds a user with a new password, and prints the password once. */
    @Command(
            name = "add",
            description =
                    "Add a user with a new password, which is shown once. A running broker of ./metrobed up reads it at"
                            + " once; Mosquitto after a SIGHUP.",
            mixinStandardHelpOptions = true)
    public static final class Add implements Callable<Integer> {

        private static final int PASSWORD_BYTES = 18;
        private static final int LEAST_CHOSEN = 12;

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "NAME", description = "Its name, as in its topics: metrobed/v1/{testbed}/NAME/...")
        private String name;

        @Option(
                names = "--access",
                paramLabel = "DIR",
                defaultValue = "${sys:metrobed.home:-.}/deploy/mosquitto/access/passwords",
                description = "Folder of the files passwords and acl (default: ${DEFAULT-VALUE}).")
        private Path access;

        @Option(
                names = "--password-file",
                paramLabel = "FILE",
                description = "File with a password that you chose, of at least " + LEAST_CHOSEN
                        + " characters. The broker then takes longer to check it (default: a generated password).")
        private Path chosen;

        @Override
        public Integer call() {
            AclFile.read(access.resolve(Access.ACL));
            SecureRandom random = new SecureRandom();
            if (chosen != null) {
                PasswordFile.add(
                        access.resolve(Access.PASSWORDS), name, PasswordHash.ofChosen(chosenPassword(), random));
                spec.commandLine().getOut().println("user " + name + ", with the password of " + chosen);
                return 0;
            }
            byte[] bytes = new byte[PASSWORD_BYTES];
            random.nextBytes(bytes);
            String password = Base64.getUrlEncoder().encodeToString(bytes);
            PasswordFile.add(access.resolve(Access.PASSWORDS), name, PasswordHash.of(password, random));
            spec.commandLine().getOut().println("user " + name + ", password (not shown again): " + password);
            return 0;
        }

        private String chosenPassword() {
            try {
                String password = Files.readString(chosen).strip();
                if (password.length() < LEAST_CHOSEN) {
                    throw new CommandException("the password in " + chosen + " has " + password.length()
                            + " characters, must have at least " + LEAST_CHOSEN);
                }
                return password;
            } catch (IOException e) {
                throw new CommandException(chosen + " cannot be read: " + e.getMessage(), e);
            }
        }
    }
}
