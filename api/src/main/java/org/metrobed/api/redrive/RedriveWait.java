package org.metrobed.api.redrive;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.Redrive;
import org.metrobed.store.deadletter.Attempt;
import org.metrobed.store.deadletter.DeadLetterReader;
import org.metrobed.store.deadletter.RedriveReader;

/** Waits for the outcomes of attempts in the store. Thread-safe if its data source is. */
public final class RedriveWait {

    private static final long PAUSE_NANOS = 500_000_000;
    private static final int PIECE = 5_000;

    private final RedriveReader redrives;
    private final DeadLetterReader letters;

    /** Reads from this database. */
    public RedriveWait(DataSource database) {
        this.redrives = new RedriveReader(database);
        this.letters = new DeadLetterReader(database);
    }

    /**
     * Waits until every attempt has its outcome, but at most {@code limit}.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public RedriveOutcomes await(List<Attempt> attempts, Duration limit, RedriveProgress progress)
            throws SQLException, InterruptedException {
        Set<Attempt> pending = new LinkedHashSet<>(attempts);
        Set<Attempt> open = new LinkedHashSet<>();
        int empty = 0;
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            for (Redrive outcome : known(pending)) {
                Attempt attempt = new Attempt(outcome.raw(), outcome.attempt());
                pending.remove(attempt);
                if (!outcome.settled()) {
                    open.add(attempt);
                } else if (outcome.readings() == 0) {
                    empty++;
                }
            }
            progress.at(attempts.size() - pending.size(), attempts.size());
            if (pending.isEmpty() || System.nanoTime() - deadline >= 0) {
                int settled = attempts.size() - pending.size() - open.size() - empty;
                List<DeadLetter> why = letters(open);
                return new RedriveOutcomes(settled, empty, why, open.size() - why.size(), pending.size());
            }
            pause();
        }
    }

    private static void pause() throws InterruptedException {
        LockSupport.parkNanos(PAUSE_NANOS);
        if (Thread.interrupted()) {
            throw new InterruptedException("while waiting for outcomes");
        }
    }

    private List<Redrive> known(Collection<Attempt> attempts) throws SQLException {
        List<Redrive> found = new ArrayList<>();
        for (List<Attempt> piece : pieces(attempts)) {
            found.addAll(redrives.list(piece));
        }
        return found;
    }

    private List<DeadLetter> letters(Collection<Attempt> attempts) throws SQLException {
        List<DeadLetter> found = new ArrayList<>();
        for (List<Attempt> piece : pieces(attempts)) {
            found.addAll(letters.list(piece));
        }
        return found;
    }

    private static List<List<Attempt>> pieces(Collection<Attempt> attempts) {
        List<Attempt> all = List.copyOf(attempts);
        List<List<Attempt>> pieces = new ArrayList<>();
        for (int from = 0; from < all.size(); from += PIECE) {
            pieces.add(all.subList(from, Math.min(all.size(), from + PIECE)));
        }
        return pieces;
    }
}
