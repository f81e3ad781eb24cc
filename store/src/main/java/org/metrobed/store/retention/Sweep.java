package org.metrobed.store.retention;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** One retention run over the rows of one kind, piece by piece. One use, one thread. */
final class Sweep {

    private static final Duration SLACK = Duration.ofHours(1);

    private final DeleteBatches batches;
    private final Pieces pieces;
    private final StoreFineWindows fine;
    private final List<Integer> series;
    private final Map<String, Instant> nextDue;

    /**
     * A sweep that has not run.
     *
     * @param nextDue by piece and kind: the cutoff before which it need not be looked at again; is changed
     */
    Sweep(
            DeleteBatches batches,
            Pieces pieces,
            StoreFineWindows fine,
            List<Integer> series,
            Map<String, Instant> nextDue) {
        this.batches = batches;
        this.pieces = pieces;
        this.fine = fine;
        this.series = series;
        this.nextDue = nextDue;
    }

    /** Deletes what is old. */
    Swept run(Instant now) throws SQLException {
        Kept kept = batches.kept();
        Instant end = batches.cutoff().minus(SLACK).truncatedTo(ChronoUnit.DAYS);
        int dropped = 0;
        for (Piece piece : pieces.list(kept.table())) {
            if (!piece.start().isBefore(end)) {
                break;
            }
            boolean whole = !piece.end().isAfter(end);
            if (!whole && kept.isAlone() && piece.compressed()) {
                break; // it goes as a whole soon; to delete a part of it, rows would be decompressed
            }
            if (batches.goesOn() && !(whole && isDoneWith(piece)) && isStoredOf(piece, whole ? piece.end() : end)) {
                if (whole && kept.isAlone() && pieces.dropIngestedBefore(piece, kept, batches.cutoff())) {
                    dropped++;
                } else {
                    delete(piece, end, now);
                }
            }
        }
        long conflicts = 0;
        if (kept.isAlone()) {
            for (int one : series) {
                conflicts += batches.deleteConflicts(one);
            }
        }
        return new Swept(kept, batches.cutoff(), batches.rows(), batches.batches(), dropped, conflicts);
    }

    /** Stores the windows that are composed of observations of a piece; returns whether all are stored. */
    private boolean isStoredOf(Piece piece, Instant end) throws SQLException {
        return batches.kept() != Kept.OBSERVATIONS || fine.store(piece.start(), end, batches.cutoff(), batches::goesOn);
    }

    /** Later rows are ingested later, so a piece that was searched need not be searched again for a while. */
    private boolean isDoneWith(Piece piece) {
        Instant due = nextDue.get(key(piece));
        return due != null && !due.isBefore(batches.cutoff());
    }

    private void delete(Piece piece, Instant end, Instant now) throws SQLException {
        boolean whole = !piece.end().isAfter(end);
        Instant due = now.minus(SLACK);
        for (int one : series) {
            if (!batches.goesOn()) {
                return;
            }
            if (!(whole && piece.compressed() && batches.deleteSegment(one, piece))) {
                Instant left = batches.delete(one, piece.start(), whole ? piece.end() : end);
                due = left.isBefore(due) ? left : due;
            }
        }
        if (whole && batches.goesOn()) {
            nextDue.put(key(piece), due);
        }
    }

    private String key(Piece piece) {
        return batches.kept() + " " + piece.name();
    }
}
