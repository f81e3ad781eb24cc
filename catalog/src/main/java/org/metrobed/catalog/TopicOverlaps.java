package org.metrobed.catalog;

import org.metrobed.model.TopicTemplate;

/** Compares topic templates. Pure. */
final class TopicOverlaps {

    private TopicOverlaps() {}

    /** Whether there is a topic that fits both. */
    static boolean overlap(TopicTemplate one, TopicTemplate other) {
        String[] a = one.filter().split("/", -1);
        String[] b = other.filter().split("/", -1);
        boolean openA = a[a.length - 1].equals("#");
        boolean openB = b[b.length - 1].equals("#");
        int fixedA = openA ? a.length - 1 : a.length;
        int fixedB = openB ? b.length - 1 : b.length;
        for (int i = 0; i < Math.min(fixedA, fixedB); i++) {
            if (!a[i].equals("+") && !b[i].equals("+") && !a[i].equals(b[i])) {
                return false;
            }
        }
        return fixedA == fixedB || (fixedA < fixedB ? openA : openB);
    }
}
