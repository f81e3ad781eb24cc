package org.metrobed.notify.cap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.metrobed.notify.receiver.DeliveryException;

/** A folder of warnings, one file each; each file appears atomically. Immutable. */
record CapFolder(Path folder) {

    /**
     * Writes {@code identifier.xml}; an existing file is replaced.
     *
     * @throws DeliveryException if it cannot be written
     */
    void write(String identifier, byte[] xml) throws DeliveryException {
        try {
            Files.createDirectories(folder);
            Path part = folder.resolve("." + identifier + ".part");
            Files.write(part, xml);
            Files.move(part, folder.resolve(identifier + ".xml"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw DeliveryException.unreachable("cannot write to " + folder + ": " + e, e);
        }
    }
}
