package org.metrobed.launcher.command;

import java.security.SecureRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.metrobed.config.Secret;
import org.metrobed.config.Settings;
import org.metrobed.launcher.flink.StartStopped;
import org.metrobed.launcher.run.BrokerSettings;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Log;
import org.metrobed.launcher.run.Platform;
import org.metrobed.launcher.run.StopSignal;
import org.metrobed.launcher.run.TerminalProgress;
import org.metrobed.simulators.Simulation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs all embedded services, a simulated city and the page. */
@Command(
        name = "demo",
        description = "Run everything on this machine with a simulated city, until Ctrl-C.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunMixin run;

    @Override
    public Integer call() throws InterruptedException {
        Log.toFile(run.options().data());
        Console console = new Console(spec.commandLine().getOut());
        StopSignal stop = Ready.listen(console);
        Secret token = DemoToken.newUnless(Settings.of(System.getenv()), new SecureRandom());
        try (Platform platform = Platform.start(
                        run.options().withOperatorToken(token),
                        run.broker(BrokerSettings.OPEN),
                        console,
                        stop::isStopped);
                TerminalProgress progress = new TerminalProgress(console, "past day of the city", " readings")) {
            Simulation city = platform.simulate(progress);
            Ready.announce(platform.url(), platform.mqttUrl(), token, console);
            CompletableFuture<Void> news = city.backlogSent()
                    .thenRun(() -> console.say("  the past day is sent; live from now on"))
                    .thenCompose(sent -> city.ended())
                    .exceptionally(failure -> {
                        console.say("  the simulated city ended: " + failure.getMessage());
                        return null;
                    });
            stop.await();
            news.cancel(false);
        } catch (StartStopped e) {
            console.say("stopped before it was ready");
            return 0;
        } catch (CompletionException e) {
            throw new CommandException("the demo ended: " + e.getCause().getMessage(), e);
        }
        console.say("stopped; ./metrobed demo continues from here");
        return 0;
    }
}
