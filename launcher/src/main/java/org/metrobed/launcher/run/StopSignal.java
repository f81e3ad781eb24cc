package org.metrobed.launcher.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/**
 * Waits for Ctrl-C (SIGINT) or SIGTERM. The JVM's own answer runs the shutdown hooks of all libraries at once, before
 * anything could stop in order; so the signals are taken here, and the JVM exits when all has stopped. A second signal
 * ends the process at once. Thread-safe.
 */
public final class StopSignal {

    private static final int EXIT_ON_SECOND_SIGNAL = 130;

    private final CountDownLatch stopped = new CountDownLatch(1);

    private StopSignal() {}

    /** Takes the signals from now on; on a JVM that does not let it, they end the process as usual. */
    public static StopSignal listen() {
        StopSignal signal = new StopSignal();
        for (String name : new String[] {"INT", "TERM"}) {
            signal.handle(name);
        }
        return signal;
    }

    /** As if a signal had come. */
    public void stop() {
        stopped.countDown();
    }

    /** Waits until a signal comes. */
    public void await() throws InterruptedException {
        stopped.await();
    }

    /** By reflection: the class is no part of Java SE, though every JDK has it. */
    private void handle(String name) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            received();
                        }
                        return null;
                    });
            Object signal = signalType.getConstructor(String.class).newInstance(name);
            signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, handler);
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new IllegalStateException("this JVM does not hand over signals", e);
        }
    }

    private void received() {
        if (stopped.getCount() == 0) {
            Runtime.getRuntime().halt(EXIT_ON_SECOND_SIGNAL);
        }
        stopped.countDown();
    }
}
