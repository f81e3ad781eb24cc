package org.metrobed.stream.decode;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Redrive;
import org.metrobed.stream.support.RecordFormat;

/** The format of redrive outcomes between operators that are not chained. */
public final class RedriveFormat extends RecordFormat<Redrive, RedriveFormat.Saved> {

    private static final long serialVersionUID = 1L;

    /** The fields of a {@link Redrive}; a correction of the clock is written only if there is one, as before release 0.2.0. */
    public record Saved(
            RawPosition raw,
            long attempt,
            boolean settled,
            int readings,
            long logMillis,
            String decoder,
            long catalogVersion,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) long clockMillis) {}

    /** For Flink and the topologies. */
    public RedriveFormat() {
        super("redrive", Redrive.class, Saved.class, true);
    }

    @Override
    protected Saved saved(Redrive value) {
        return new Saved(
                value.raw(),
                value.attempt(),
                value.settled(),
                value.readings(),
                value.logMillis(),
                value.decoder(),
                value.catalogVersion(),
                value.clockMillis());
    }

    @Override
    protected Redrive restored(Saved saved) {
        return new Redrive(
                saved.raw(),
                saved.attempt(),
                saved.settled(),
                saved.readings(),
                saved.logMillis(),
                saved.decoder(),
                saved.catalogVersion(),
                saved.clockMillis());
    }
}
