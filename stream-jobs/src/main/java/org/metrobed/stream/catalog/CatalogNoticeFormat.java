package org.metrobed.stream.catalog;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.stream.support.StateFormat;
import org.metrobed.stream.support.Texts;

/** The format of catalog notices between operators that are not chained. */
public final class CatalogNoticeFormat extends StateFormat<CatalogNotice> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public CatalogNoticeFormat() {
        super("catalog-notice", CatalogNotice.class, 1, true);
    }

    @Override
    public void write(CatalogNotice notice, DataOutputView out) throws IOException {
        out.writeLong(notice.fromMillis());
        out.writeLong(notice.number());
        out.writeLong(notice.sinceMillis());
        out.writeLong(notice.repairedBy());
        out.writeInt(notice.skipped());
        Texts.write(notice.problem(), "problem of a catalog record", out);
    }

    @Override
    public CatalogNotice read(int version, DataInputView in) throws IOException {
        return new CatalogNotice(
                in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readInt(), in.readUTF());
    }
}
