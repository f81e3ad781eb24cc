package org.metrobed.launcher.command;

import java.util.concurrent.Callable;
import org.metrobed.config.Secret;
import org.metrobed.config.Settings;
import org.metrobed.launcher.flink.StartStopped;
import org.metrobed.launcher.run.BrokerSettings;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Log;
import org.metrobed.launcher.run.Platform;
import org.metrobed.launcher.run.StopSignal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs all embedded services; readings come from outside. */
@Command(
        name = "up",
        description = "Run everything on this machine, without the simulated city, until Ctrl-C.",
        footer = {"", "Users, limits and TLS of the broker: METROBED_MQTT_... in the environment, see docs/CONFIG.md."},
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunMixin run;

    @Override
    public Integer call() throws InterruptedException {
        BrokerSettings broker = run.broker(BrokerSettings.of(Settings.of(System.getenv())));
        Log.toFile(run.options().data());
        Console console = new Console(spec.commandLine().getOut());
        StopSignal stop = Ready.listen(console);
        try (Platform platform = Platform.start(run.options(), broker, console, stop::isStopped)) {
            Ready.announce(platform.url(), platform.mqttUrl(), Secret.NONE, console);
            stop.await();
        } catch (StartStopped e) {
            console.say("stopped before it was ready");
            return 0;
        }
        console.say("stopped; ./metrobed up continues from here");
        return 0;
    }
}
