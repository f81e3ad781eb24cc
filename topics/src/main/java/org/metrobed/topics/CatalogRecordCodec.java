package org.metrobed.topics;

import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.metrobed.model.TopicTemplate;
import org.metrobed.topics.proto.CatalogFiles;
import org.metrobed.topics.proto.CatalogVersion;

/** {@link CatalogRecord} as Protobuf, with the files compressed by gzip. Stateless. */
final class CatalogRecordCodec implements Codec<CatalogRecord> {

    private static final int MAX_FILES_BYTES = 128 << 20;

    @Override
    public byte[] encode(CatalogRecord record) {
        var builder = org.metrobed.topics.proto.CatalogRecord.newBuilder();
        if (record instanceof Heartbeat heartbeat) {
            builder.setHeartbeat(HeartbeatCodec.message(heartbeat));
        } else if (record instanceof CatalogRecord.Version version) {
            builder.setVersion(CatalogVersion.newBuilder()
                    .setContentHash(version.contentHash())
                    .setFollowsPlusOne(version.follows() + 1)
                    .setPublication(version.publication())
                    .addAllRoutes(version.routes().stream()
                            .map(CatalogRecordCodec::message)
                            .toList())
                    .setFilesGzip(gzip(CatalogFiles.newBuilder()
                            .putAllTextByName(version.sortedFiles())
                            .build()
                            .toByteArray())));
        }
        return builder.build().toByteArray();
    }

    @Override
    public CatalogRecord decode(byte[] bytes) {
        var message = ProtoReader.read(org.metrobed.topics.proto.CatalogRecord.parser(), bytes, "catalog record");
        return switch (message.getContentCase()) {
            case HEARTBEAT -> HeartbeatCodec.record(message.getHeartbeat());
            case VERSION -> version(message.getVersion());
            case CONTENT_NOT_SET ->
                throw new IllegalArgumentException("not a catalog record: neither version nor heartbeat");
        };
    }

    private static CatalogRecord.Version version(CatalogVersion message) {
        byte[] plain = gunzip(message.getFilesGzip());
        CatalogFiles files = ProtoReader.read(CatalogFiles.parser(), plain, "set of catalog files");
        return new CatalogRecord.Version(
                message.getContentHash(),
                message.getFollowsPlusOne() - 1,
                files.getTextByNameMap(),
                message.getRoutesList().stream().map(CatalogRecordCodec::route).toList(),
                message.getPublication());
    }

    private static org.metrobed.topics.proto.IngestRoute message(IngestRoute route) {
        return org.metrobed.topics.proto.IngestRoute.newBuilder()
                .setTopic(route.topic().toString())
                .setKey(route.key())
                .setShared(route.shared())
                .build();
    }

    private static IngestRoute route(org.metrobed.topics.proto.IngestRoute message) {
        return new IngestRoute(TopicTemplate.parse(message.getTopic()), message.getKey(), message.getShared());
    }

    private static ByteString gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteString.copyFrom(out.toByteArray());
    }

    private static byte[] gunzip(ByteString packed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()))) {
            byte[] plain = gzip.readNBytes(MAX_FILES_BYTES);
            if (plain.length == MAX_FILES_BYTES) {
                throw new IllegalArgumentException("catalog files unpack to over " + MAX_FILES_BYTES + " bytes");
            }
            return plain;
        } catch (IOException e) {
            throw new IllegalArgumentException("catalog files do not unpack: " + e.getMessage(), e);
        }
    }
}
