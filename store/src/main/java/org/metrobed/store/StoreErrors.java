package org.metrobed.store;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.function.Predicate;

/** Separates transient errors, which a writer waits for, from permanent errors. Stateless. */
public final class StoreErrors {

    /** The class of connection exceptions. */
    private static final String CONNECTION = "08";

    /** admin_shutdown, crash_shutdown, cannot_connect_now (starting up), idle_session_timeout. */
    private static final Set<String> SHUTDOWN = Set.of("57P01", "57P02", "57P03", "57P05");

    /**
     * read_only_sql_transaction: the server is a standby, or an administrator has closed it for writing. The session
     * may stay with a server that is no longer the primary, so it must be opened again.
     */
    private static final String READ_ONLY = "25006";

    /** system_error, io_error: outside of PostgreSQL, such as its disk. A file that is not there stays away. */
    private static final Set<String> SYSTEM = Set.of("58000", "58030");

    /**
     * Resources that may become free (disk, memory, connections), locks (deadlock, serialization, lock not available), an
     * idle transaction that the server ended, a statement that the server cancelled at its time limit. Not a configured
     * limit (53400): the same statement exceeds it again.
     */
    private static final Set<String> CONTENTION =
            Set.of("53000", "53100", "53200", "53300", "40001", "40P01", "55P03", "25P03", "25P04", "57014");

    private StoreErrors() {}

    /**
     * Whether the same append may succeed later, perhaps after a reopen: the connection was lost or refused, the server
     * stops, starts, takes no writes or lacks a resource, or a lock was not available.
     */
    public static boolean isTransient(Exception error) {
        return isConnectionLoss(error) || any(error, StoreErrors::contended);
    }

    /** Whether the connection is lost or leads to a server without writes, so that the session must be reopened. */
    public static boolean isConnectionLoss(Exception error) {
        return any(error, StoreErrors::lost);
    }

    private static boolean any(Throwable error, Predicate<SQLException> test) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException one && test.test(one)) {
                return true;
            }
        }
        return error instanceof SQLException batch
                && batch.getNextException() != null
                && any(batch.getNextException(), test);
    }

    private static boolean lost(SQLException error) {
        String state = error.getSQLState();
        return state != null && (state.startsWith(CONNECTION) || SHUTDOWN.contains(state) || state.equals(READ_ONLY));
    }

    private static boolean contended(SQLException error) {
        String state = error.getSQLState();
        return error instanceof SQLTransientException
                || (state != null && (CONTENTION.contains(state) || SYSTEM.contains(state)));
    }
}
