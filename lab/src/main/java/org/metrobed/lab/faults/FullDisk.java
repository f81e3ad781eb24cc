package org.metrobed.lab.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * A small file system that can be filled. Immutable.
 *
 * @param folder its top folder
 */
public record FullDisk(Path folder) {

    private static final long MOST_BYTES = 8L << 30;
    private static final int BLOCK_BYTES = 1 << 20;
    private static final long PAUSE_NANOS = 100_000_000;
    private static final String DEVICE = "unix:dev";

    /**
     * The file system of a folder.
     *
     * @throws IllegalArgumentException if it is not one of its own, or is larger than 8 GiB, so that other programs would suffer
     */
    public static FullDisk of(Path folder) throws IOException {
        Path top = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(top) || top.getParent() == null) {
            throw new IllegalArgumentException(folder + " is not the folder of a mounted file system");
        }
        if (Files.getAttribute(top, DEVICE).equals(Files.getAttribute(top.getParent(), DEVICE))) {
            throw new IllegalArgumentException(
                    folder + " is not on a file system of its own, so that filling it would harm other programs");
        }
        if (Files.getFileStore(top).getTotalSpace() > MOST_BYTES) {
            throw new IllegalArgumentException("the file system of " + folder + " is larger than 8 GiB");
        }
        return new FullDisk(top);
    }

    /** Leaves no byte for so long, also of what others give back, and then frees the disk. */
    void keepFull(Duration lasts) {
        long end = System.nanoTime() + lasts.toNanos();
        try {
            while (System.nanoTime() - end < 0) {
                fill();
                Deadline.untilNanos(System.nanoTime() + PAUSE_NANOS);
            }
        } finally {
            free();
        }
    }

    private void fill() {
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        try (FileChannel file = FileChannel.open(filling(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int bytes = BLOCK_BYTES; bytes > 0; bytes /= 2) {
                while (writes(file, block.position(0).limit(bytes))) {
                    // goes on until nothing of this size fits
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the disk cannot be filled: " + e.getMessage(), e);
        }
    }

    private void free() {
        try {
            Files.deleteIfExists(filling());
        } catch (IOException e) {
            throw new UncheckedIOException("the disk cannot be freed: " + e.getMessage(), e);
        }
    }

    private Path filling() {
        return folder.resolve("filling");
    }

    private static boolean writes(FileChannel file, ByteBuffer block) {
        try {
            return file.write(block) > 0;
        } catch (IOException e) { // the disk is full
            return false;
        }
    }
}
