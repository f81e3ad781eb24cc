package org.metrobed.launcher.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.metrobed.launcher.run.Console;

/**
 * A new data folder from a backup. It gets its name in the last step, so a restore that was interrupted leaves no folder
 * that looks whole. Static functions only.
 */
public final class RestoredFolder {

    /** The folder for settings and for files from outside the data folder. */
    public static final String OUTSIDE = "restored";

    private RestoredFolder() {}

    /**
     * Writes a backup into a new data folder.
     *
     * @param data the folder; it is absent or empty
     * @return what the backup holds
     * @throws BackupException if it is not empty, or the backup cannot be restored
     */
    public static Manifest create(Path backup, Path data, Console console) {
        Path target = data.toAbsolutePath().normalize();
        Path growing = target.resolveSibling(target.getFileName() + ".restoring");
        try {
            if (Files.exists(target) && !BackupFolder.list(target).isEmpty()) {
                throw new BackupException(
                        "the folder " + target + " is not empty; a restore needs a new one, see --data");
            }
            if (Files.exists(growing)) {
                throw new BackupException(
                        "the folder " + growing + " is left of a restore that was interrupted; delete it");
            }
            Manifest manifest;
            try (DataServices services = DataServices.start(growing, console)) {
                manifest = new Restore(services.installation(), console).run(backup);
            }
            files(backup, manifest, growing);
            Files.deleteIfExists(target);
            Files.move(growing, target, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } catch (IOException e) {
            throw new BackupException("the folder " + target + " cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Copies settings and files: those of the data folder to their places in it, others into the folder {@link #OUTSIDE}.
     *
     * @return the copies of files from outside
     */
    public static List<Path> files(Path backup, Manifest manifest, Path data) throws IOException {
        List<Path> outside = new ArrayList<>();
        for (SavedFile file : manifest.files()) {
            Path source = backup.resolve(file.file());
            Path within = Path.of(file.file()).subpath(1, Path.of(file.file()).getNameCount());
            String part = within.getName(0).toString();
            if (part.equals(Backup.TABLES)) {
                continue;
            }
            boolean ofData = part.equals(Backup.DATA);
            Path copy = ofData
                    ? data.resolve(within.subpath(1, within.getNameCount()))
                    : data.resolve(OUTSIDE).resolve(within);
            Files.createDirectories(copy.getParent());
            Files.copy(source, copy, StandardCopyOption.COPY_ATTRIBUTES);
            if (!ofData) {
                BackupFolder.protect(copy, "rw-------");
                outside.add(copy);
            }
        }
        return outside;
    }
}
