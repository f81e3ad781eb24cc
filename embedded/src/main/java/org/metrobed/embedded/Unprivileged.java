package org.metrobed.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs programs that refuse to run as root. Root runs them in a user namespace of their own, in which root's files keep
 * their owner. If namespaces are forbidden, root runs them as user nobody, who then owns the folder. Other users run
 * them directly. Immutable.
 */
final class Unprivileged {

    private static final int NOBODY = 65_534;
    private static final List<String> NAMESPACE = List.of("unshare", "--user");
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

    private final List<String> prefix;

    private Unprivileged(List<String> prefix) {
        this.prefix = prefix;
    }

    /**
     * Chooses how to run programs that work on this folder.
     *
     * @throws ServiceException if this user is root and the system offers no way to drop its privileges
     */
    static Unprivileged over(Path folder) throws IOException {
        if (new UnixSystem().getUid() != 0) {
            return new Unprivileged(List.of());
        }
        if (Files.getAttribute(folder, "unix:uid").equals(0) && works(NAMESPACE)) {
            return new Unprivileged(NAMESPACE);
        }
        if (works(AS_NOBODY)) {
            giveToNobody(folder);
            letPass(folder.getParent());
            return new Unprivileged(AS_NOBODY);
        }
        throw new ServiceException("PostgreSQL does not run as root, and neither unshare nor setpriv works here; "
                + "start as another user");
    }

    /**
     * Runs a program to its end, with its output appended to a file.
     *
     * @return its exit code
     * @throws ServiceException if it takes longer than the limit or this thread is interrupted
     */
    int run(Path output, long limitSeconds, List<String> command) throws IOException {
        List<String> full = new ArrayList<>(prefix);
        full.addAll(command);
        Process process = new ProcessBuilder(full)
                .directory(output.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        return await(process, limitSeconds, command.get(0));
    }

    private static boolean works(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return await(process, 10, command.get(0)) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int await(Process process, long limitSeconds, String name) {
        try {
            if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new ServiceException(name + " does not end within " + limitSeconds + " s");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while " + name + " ran", e);
        }
    }

    /** Lets others pass through the folder above, which they cannot read: nobody must reach its own folder in it. */
    private static void letPass(Path folder) throws IOException {
        Set<PosixFilePermission> mode = EnumSet.copyOf(Files.getPosixFilePermissions(folder));
        if (mode.add(PosixFilePermission.OTHERS_EXECUTE)) {
            Files.setPosixFilePermissions(folder, mode);
        }
    }

    private static void giveToNobody(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", NOBODY, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }
}
