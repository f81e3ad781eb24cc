package org.metrobed.stream.catalog;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.stream.support.Form;

/** How catalog notices are written where the chain of operators is broken. */
public final class CatalogNoticeForm extends Form<CatalogNotice> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public CatalogNoticeForm() {
        super("catalog-notice", CatalogNotice.class, 1, true);
    }

    @Override
    public void write(CatalogNotice notice, DataOutputView out) throws IOException {
        out.writeLong(notice.fromMillis());
        out.writeLong(notice.number());
        out.writeLong(notice.sinceMillis());
        out.writeLong(notice.repairedBy());
        out.writeInt(notice.skipped());
        out.writeUTF(notice.problem());
    }

    @Override
    public CatalogNotice read(int version, DataInputView in) throws IOException {
        return new CatalogNotice(
                in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readInt(), in.readUTF());
    }
}
