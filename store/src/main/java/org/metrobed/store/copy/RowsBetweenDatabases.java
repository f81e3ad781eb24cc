package org.metrobed.store.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/** Copies rows from one server to another by COPY in its binary format, row by row through this process. */
final class RowsBetweenDatabases implements CopiedRows {

    private final Connection source;
    private final Connection target;

    RowsBetweenDatabases(DatabaseConfig from, DatabaseConfig to) throws SQLException {
        this.source = Databases.connect(from);
        this.target = Databases.connect(to);
    }

    @Override
    public Connection source() {
        return source;
    }

    @Override
    public Connection target() {
        return target;
    }

    @Override
    public long copy(CopiedTable table, String condition, List<Instant> times) throws SQLException {
        // COPY takes no parameters
        String literal = condition;
        for (Instant time : times) {
            literal = literal.replaceFirst("\\?", "timestamptz '" + time + "'");
        }
        CopyIn in = target.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table.name() + " (" + table.columns() + ") from stdin (format binary)");
        try {
            CopyOut out = source.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + table.select(literal) + ") to stdout (format binary)");
            for (byte[] piece = out.readFromCopy(); piece != null; piece = out.readFromCopy()) {
                in.writeToCopy(piece, 0, piece.length);
            }
            return in.endCopy();
        } finally {
            if (in.isActive()) {
                in.cancelCopy();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        source.close();
        target.close();
    }
}
