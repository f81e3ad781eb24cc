package org.metrobed.api.columnar;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Writes a table as a Parquet file, row group by row group, in constant memory. Static functions only. */
public final class ParquetOutput {

    /** Bytes of a row group, which is held in memory: a reader of a part reads whole groups. */
    private static final long GROUP_BYTES = 8L << 20;

    private ParquetOutput() {}

    /** Writes a table and leaves the stream open. If the rows break off, the file has no end, so that it does not look whole. */
    public static void write(ColumnTable table, OutputStream out) throws IOException {
        Breakable target = new Breakable(out);
        try (ParquetWriter<Object> writer = new Builder(new StreamFile(target), new ParquetRows(table))
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(GROUP_BYTES)
                .build()) {
            try {
                for (Iterator<?> rows = table.rows(); rows.hasNext(); ) {
                    writer.write(rows.next());
                }
            } catch (RuntimeException | IOException e) {
                target.breakOff();
                throw e;
            }
        }
    }

    private static final class Builder extends ParquetWriter.Builder<Object, Builder> {

        private final ParquetRows rows;

        Builder(OutputFile file, ParquetRows rows) {
            super(file);
            this.rows = rows;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // it is abstract
        protected WriteSupport<Object> getWriteSupport(org.apache.hadoop.conf.Configuration configuration) {
            return rows;
        }

        @Override
        protected WriteSupport<Object> getWriteSupport(ParquetConfiguration configuration) {
            return rows;
        }
    }

    /** A file that is only written, from its begin to its end. */
    private record StreamFile(OutputStream out) implements OutputFile {

        @Override
        public PositionOutputStream create(long blockBytes) {
            return new Counted(out);
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockBytes) {
            return new Counted(out);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }

    private static final class Counted extends PositionOutputStream {

        private final OutputStream out;
        private long written;

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public long getPos() {
            return written;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            written++;
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            out.write(bytes, offset, count);
            written += count;
        }
    }
}
