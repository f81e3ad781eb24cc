package org.metrobed.stream.support;

/** The format of a value whose own fields are written; see {@link RecordFormat} for their allowed types. */
public abstract class PlainFormat<T> extends RecordFormat<T, T> {

    private static final long serialVersionUID = 1L;

    /**
     * A format.
     *
     * @param name the name in checkpoints, kebab-case; it stays if classes are renamed or moved
     * @param type a record, or a class with a constructor without arguments
     * @param immutable whether values never change, so that they may be shared instead of copied
     */
    protected PlainFormat(String name, Class<T> type, boolean immutable) {
        super(name, type, type, immutable);
    }

    @Override
    protected final T saved(T value) {
        return value;
    }

    @Override
    protected final T restored(T saved) {
        return saved;
    }
}
