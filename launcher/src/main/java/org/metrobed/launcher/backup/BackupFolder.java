package org.metrobed.launcher.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of a backup: {@code manifest.json}, segments of the raw log in {@code raw}, and everything else in
 * {@code state-N}. Segments are never changed. The rest is written anew by each backup into the next {@code state-N}; then
 * the manifest is replaced in one step. So the folder holds a whole backup at any time after the first one. Only its owner
 * may read it. Not thread-safe; one process writes at a time.
 */
final class BackupFolder implements AutoCloseable {

    private static final String MANIFEST = "manifest.json";
    private static final String LOCK = "lock";
    private static final String STATE = "state-";

    private final Path root;
    private final FileChannel lock;

    private BackupFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Creates the folder if it is absent, and locks it for a backup.
     *
     * @throws BackupException if it holds something else, or another backup is being written to it
     */
    static BackupFolder take(Path folder) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        Files.createDirectories(root);
        for (Path child : list(root)) {
            String name = child.getFileName().toString();
            if (!name.startsWith(MANIFEST) && !name.equals(LOCK) && !name.equals("raw") && !name.startsWith(STATE)) {
                throw new BackupException("the folder " + root + " holds " + name
                        + ", which is not of a backup; choose an empty folder or that of an earlier backup");
            }
        }
        protect(root, "rwx------");
        FileChannel channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new BackupException("another backup is being written to " + root);
        }
        return new BackupFolder(root, channel);
    }

    /**
     * The manifest of a folder.
     *
     * @throws BackupException if there is none
     */
    static Manifest manifest(Path folder) throws IOException {
        return find(folder)
                .orElseThrow(() -> new BackupException("there is no backup in " + folder + ": it has no " + MANIFEST
                        + ", which a backup writes when it is complete"));
    }

    private static Optional<Manifest> find(Path folder) throws IOException {
        Path file = folder.resolve(MANIFEST);
        return Files.exists(file) ? Optional.of(Manifest.parse(Files.readString(file))) : Optional.empty();
    }

    Path root() {
        return root;
    }

    /** The manifest of the backup before, if there is one. */
    Optional<Manifest> findManifest() throws IOException {
        return find(root);
    }

    /** Creates the folder for everything but segments of the raw log; deletes what a killed backup has left. */
    String newState() throws IOException {
        List<String> used = findManifest().stream()
                .flatMap(manifest -> manifest.files().stream())
                .map(file -> file.file().substring(0, file.file().indexOf('/')))
                .toList();
        deleteStates(used);
        int number = 1;
        while (Files.exists(root.resolve(STATE + number))) {
            number++;
        }
        Files.createDirectory(root.resolve(STATE + number));
        return STATE + number;
    }

    /** Makes a manifest the one of this folder, and deletes the state of the one before. */
    void commit(Manifest manifest, String state) throws IOException {
        Path written = root.resolve(MANIFEST + ".new");
        try (FileChannel file = FileChannel.open(
                written, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            file.write(StandardCharsets.UTF_8.encode(manifest.toJson()));
            file.force(true);
        }
        Files.move(
                written, root.resolve(MANIFEST), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        deleteStates(List.of(state));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** Sets the permissions of a path where the file system knows them. */
    static void protect(Path path, String permissions) throws IOException {
        if (Files.getFileAttributeView(path, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }

    private void deleteStates(List<String> kept) throws IOException {
        for (Path child : list(root)) {
            String name = child.getFileName().toString();
            if (name.startsWith(STATE) && !kept.contains(name)) {
                try (Stream<Path> paths = Files.walk(child)) {
                    for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
