package org.metrobed.stream;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.metrobed.config.ConfigException;
import org.metrobed.config.Settings;
import org.metrobed.stream.source.RawPartitions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Submits the pipeline to the Flink cluster that runs this class, configured by the environment. */
public final class PipelineMain {

    private static final Logger LOG = LoggerFactory.getLogger(PipelineMain.class);

    private PipelineMain() {}

    public static void main(String[] args) throws Exception {
        Settings settings = Settings.of(System.getenv());
        PipelineConfig config;
        try {
            config = PipelineConfig.read(settings);
        } catch (ConfigException e) {
            e.errors().forEach(LOG::error);
            throw e;
        }
        config = config.withRawPartitions(RawPartitions.count(config.kafkaBootstrap(), config.topicPrefix()));
        Configuration flink = Pipeline.configuration(config);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        Pipeline.build(env, config);
        env.execute();
    }
}
