package org.metrobed.store.write;

/**
 * What became of the rows of one append; the four add up to the rows given. Immutable.
 *
 * @param appended stored for the first time
 * @param replayed stored already with equal contents, or a repeat of a stored value: dropped
 * @param conflicts contradict a stored value and were set aside, for the first time
 * @param diverged of the same key as a stored row but with other contents: dropped; a sign of an error upstream
 */
public record WriteResult(long appended, long replayed, long conflicts, long diverged) {

    /** Nothing. */
    public static final WriteResult NONE = new WriteResult(0, 0, 0, 0);

    /** Both together. */
    public WriteResult plus(WriteResult other) {
        return new WriteResult(
                appended + other.appended,
                replayed + other.replayed,
                conflicts + other.conflicts,
                diverged + other.diverged);
    }
}
