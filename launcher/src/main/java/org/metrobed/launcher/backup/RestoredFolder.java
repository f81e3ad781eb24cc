package org.metrobed.launcher.backup;

import java.io.IOException;
import java.nio.file.FileSystemException;
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
     * @param data the folder, or a link to it; it is absent or empty
     * @return what the backup holds
     * @throws BackupException if it is not empty or a mount point, or the backup cannot be restored
     */
    public static Manifest create(Path backup, Path data, Console console) {
        Path target = place(data);
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
            requireMovable(target, growing);
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
     * Where the folder is, after all links. It grows beside this place, so on the same disk.
     *
     * @throws BackupException if it is a link to nothing, or a mount point, which no folder can replace
     */
    static Path place(Path data) {
        Path named = data.toAbsolutePath().normalize();
        if (!Files.exists(named)) {
            if (Files.isSymbolicLink(named)) {
                throw new BackupException("the link " + named + " leads to no folder; make the folder first");
            }
            return named;
        }
        try {
            Path target = named.toRealPath();
            Path parent = target.getParent();
            if (parent == null || !Files.getFileStore(target).equals(Files.getFileStore(parent))) {
                throw mountPoint(target, null);
            }
            return target;
        } catch (IOException e) {
            throw new BackupException("the folder " + named + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Moves the empty folder away and back, so that a mount of the same disk is not noticed only in the last step. */
    private static void requireMovable(Path target, Path growing) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        try {
            Files.move(target, growing, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            throw mountPoint(target, e);
        }
        Files.move(growing, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static BackupException mountPoint(Path target, Exception cause) {
        return new BackupException(
                "the folder " + target + " is a mount point or cannot be moved, so a restore cannot replace it; restore"
                        + " into a folder below it",
                cause);
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
