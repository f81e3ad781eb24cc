package org.metrobed.store;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Tells errors that pass from errors that stay. Stateless. */
public final class StoreErrors {

    /** Of the class of connection exceptions. */
    private static final String CONNECTION = "08";

    /** admin_shutdown, crash_shutdown, cannot_connect_now (starting up), idle_session_timeout. */
    private static final Set<String> SHUTDOWN = Set.of("57P01", "57P02", "57P03", "57P05");

    /**
     * Resources that come back (disk, memory, connections), locks (deadlock, serialization, lock not available), an idle
     * transaction that the server ended, a statement that it cancelled for its time limit.
     */
    private static final Set<String> CONTENTION =
            Set.of("53000", "53100", "53200", "53300", "40001", "40P01", "55P03", "25P03", "25P04", "57014");

    private StoreErrors() {}

    /**
     * Whether the same append may succeed later, perhaps on a reopened session: the connection was lost or refused, the
     * server stops, starts or is short of something, or a lock was in the way.
     */
    public static boolean isTransient(SQLException error) {
        return isConnectionLoss(error) || any(error, StoreErrors::contended);
    }

    /** Whether the connection is gone, so that a session must be reopened. */
    public static boolean isConnectionLoss(SQLException error) {
        return any(error, StoreErrors::lost);
    }

    private static boolean any(SQLException error, java.util.function.Predicate<SQLException> test) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException one && test.test(one)) {
                return true;
            }
        }
        return error.getNextException() != null && any(error.getNextException(), test);
    }

    private static boolean lost(SQLException error) {
        String state = error.getSQLState();
        return state != null && (state.startsWith(CONNECTION) || SHUTDOWN.contains(state));
    }

    private static boolean contended(SQLException error) {
        String state = error.getSQLState();
        return error instanceof SQLTransientException || (state != null && CONTENTION.contains(state));
    }
}
