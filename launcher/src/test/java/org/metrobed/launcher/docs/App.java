package org.metrobed.launcher.docs;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metrobed.api.ApiConfig;
import org.metrobed.config.Setting;
import org.metrobed.ingest.IngestConfig;
import org.metrobed.launcher.run.BrokerSettings;
import org.metrobed.launcher.run.Platform;
import org.metrobed.notify.NotifyConfig;
import org.metrobed.simulators.SimulateConfig;
import org.metrobed.stream.PipelineConfig;

/**
 * A process and its settings. Immutable.
 *
 * @param name the name of its module
 * @param settings all settings that the process reads
 */
record App(String name, List<Setting> settings) {

    /** All processes, in the order of the data path. */
    static List<App> list() {
        return List.of(
                new App("ingest", IngestConfig.settings()),
                new App("stream-jobs", PipelineConfig.settings()),
                new App("api", ApiConfig.settings()),
                new App("notify", NotifyConfig.settings()),
                new App("simulators", SimulateConfig.settings()),
                new App("./metrobed up", upSettings()));
    }

    private static List<Setting> upSettings() {
        return Stream.of(BrokerSettings.settings(), Platform.ownSettings(), NotifyConfig.ownSettings())
                .flatMap(List::stream)
                .toList();
    }

    /** The names of its environment variables; a secret also has a variable for its file. */
    Set<String> names() {
        Set<String> names = settings.stream().map(Setting::name).collect(Collectors.toSet());
        settings.stream().filter(Setting::secret).forEach(setting -> names.add(setting.name() + "_FILE"));
        return names;
    }
}
