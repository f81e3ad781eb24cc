package org.metrobed.store.write;

/**
 * The counts of the rows of one append; the four add up to the given rows. Immutable.
 *
 * @param appended stored for the first time
 * @param replayed already stored with equal contents, or a duplicate of a stored value: dropped
 * @param conflicts contradict a stored value and were stored as conflicts, for the first time
 * @param diverged have the key of a stored row but other contents: dropped; indicates an error upstream
 */
public record WriteResult(long appended, long replayed, long conflicts, long diverged) {

    /** No rows. */
    public static final WriteResult NONE = new WriteResult(0, 0, 0, 0);

    /** The sum of both. */
    public WriteResult plus(WriteResult other) {
        return new WriteResult(
                appended + other.appended,
                replayed + other.replayed,
                conflicts + other.conflicts,
                diverged + other.diverged);
    }
}
