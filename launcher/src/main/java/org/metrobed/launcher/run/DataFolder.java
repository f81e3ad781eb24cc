package org.metrobed.launcher.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.metrobed.embedded.ServiceException;

/**
 * The folder of all state of an embedded run. At most one process holds it at a time. The lock ends with the process,
 * even after a crash. Thread-safe.
 */
public final class DataFolder implements AutoCloseable {

    /** With less free space, the disk could be full before a person reacts. */
    private static final long LEAST_FREE_BYTES = 1L << 30;

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path root;
    private final FileChannel lock;

    private DataFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Creates the folder if it is absent, so that only its owner can enter it, and locks it. A folder that exists keeps its mode.
     *
     * @throws ServiceException when another process holds it, it cannot be written, its disk is nearly full, or this user is root
     *     and it belongs to another user
     */
    public static DataFolder take(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            requireOwner(root);
            create(root);
            requireSpace(root);
            FileChannel channel = FileChannel.open(
                    root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                channel.close();
                throw new ServiceException("data folder " + root + " is in use by process "
                        + Files.readString(root.resolve("pid")).strip() + "; stop it or choose another with --data");
            }
            Files.write(root.resolve("pid"), (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8));
            return new DataFolder(root, channel);
        } catch (IOException e) {
            throw new ServiceException("data folder " + root + " cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Creates the folder if it is absent: what readings, passwords and logs it contains is for its owner only. It may be a symbolic
     * link to a folder.
     */
    static void create(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } else {
            Files.createDirectories(folder);
        }
    }

    /** Whether a process holds the folder now. */
    public static boolean held(Path folder) {
        Path file = folder.toAbsolutePath().resolve("lock");
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return !tryLock(channel);
        } catch (IOException e) {
            return true;
        }
    }

    /** Free space of the folder's disk, in bytes; the folder need not exist yet. */
    public static long freeBytes(Path folder) throws IOException {
        Path existing = folder.toAbsolutePath().normalize();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        return Files.getFileStore(existing).getUsableSpace();
    }

    /** The absolute path. */
    public Path path() {
        return root;
    }

    /** The folder of one service. */
    public Path of(String service) {
        return root.resolve(service);
    }

    /** Releases the lock. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new ServiceException("data folder " + root + " is not released: " + e.getMessage(), e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Root would take files away from the owner, such as those of PostgreSQL. */
    private static void requireOwner(Path root) throws IOException {
        if (Files.exists(root)
                && root.getFileSystem().supportedFileAttributeViews().contains("unix")
                && !Files.getAttribute(root, "unix:uid").equals(0)
                && System.getProperty("user.name").equals("root")) {
            String owner = Files.getOwner(root).getName();
            throw new ServiceException("data folder " + root + " belongs to " + owner
                    + ", who could not use it after root; run the command as that user: sudo -u " + owner);
        }
    }

    private static void requireSpace(Path root) throws IOException {
        long free = freeBytes(root);
        if (free < LEAST_FREE_BYTES) {
            throw new ServiceException(
                    "the disk of " + root + " has only " + (free >> 20) + " MiB free; at least 1024 MiB are needed");
        }
        Path probe = root.resolve("probe");
        Files.write(probe, ByteBuffer.allocate(4_096).array());
        Files.delete(probe);
    }
}
