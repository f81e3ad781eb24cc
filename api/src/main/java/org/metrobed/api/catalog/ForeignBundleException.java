package org.metrobed.api.catalog;

import java.util.List;

/** Thrown if a publication would replace a bundle of other files, which somebody else has made. */
public final class ForeignBundleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With the paths of the files that would be lost. */
    ForeignBundleException(List<String> lost) {
        super("a bundle of the same name with other files is published: " + String.join(", ", lost));
    }
}
