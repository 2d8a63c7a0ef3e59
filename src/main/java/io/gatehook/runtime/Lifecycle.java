package io.gatehook.runtime;

import io.gatehook.access.AccessRules;
import io.gatehook.delivery.DeliveryConfig;
import io.gatehook.delivery.dispatch.Dispatcher;
import io.gatehook.runtime.config.BadSetting;
import io.gatehook.runtime.config.ExitCode;
import io.gatehook.runtime.config.Handover;
import io.gatehook.runtime.config.NodeId;
import io.gatehook.runtime.config.Settings;
import io.gatehook.runtime.config.StartRefused;
import io.gatehook.runtime.config.StoreAddress;
import io.gatehook.runtime.config.Version;
import io.gatehook.runtime.listener.GuardedListener;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Start and stop: settings, migration of the store, the parts in their order, the timers; and back.
 *
 * <p>The pool above {@link StoreDataSource} is defined here because the annotation needs a
 * component to stand on. It validates a connection that it hands out after a second of rest, and
 * throws all of them away when one is broken, so that a restart of the database heals. It is not
 * told the isolation: if it is, it asks the database for it at the end of every transaction.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@DataSourceDefinition(
    name = StoreDataSource.JNDI_NAME,
    className = "io.gatehook.runtime.StoreDataSource",
    initialPoolSize = 2,
    minPoolSize = 2,
    maxPoolSize = 32,
    maxIdleTime = 300,
    properties = {
      "fish.payara.is-connection-validation-required=true",
      "fish.payara.connection-validation-method=custom-validation",
      "fish.payara.validation-classname="
          + "org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation",
      "fish.payara.validate-atmost-once-period-in-seconds=1",
      "fish.payara.fail-all-connections=true",
      "fish.payara.max-wait-time-in-millis=10000"
    })
@ManagedExecutorDefinition(
    name = "java:app/concurrent/gatehook",
    maxAsync = DeliveryConfig.MAX_IN_FLIGHT + Dispatcher.LOOPS)
@ManagedScheduledExecutorDefinition(name = Lifecycle.TICKS, maxAsync = Assembly.TICKS)
public class Lifecycle {
  static final String TICKS = "java:app/concurrent/ticks";

  private static final Logger LOG = System.getLogger(Lifecycle.class.getName());

  @Inject Instance<Assembly> assembly;
  @Inject Running running;
  @Inject Instance<AccessRules> access;
  @Inject GuardedListener listener;

  /** Not the server's timers, which stand still when the wall clock is set back. */
  @Resource(lookup = TICKS)
  ManagedScheduledExecutorService scheduler;

  @Resource ContextService context;

  private Parts parts = new Parts(List.of());
  private List<ScheduledFuture<?>> ticks = List.of();

  @PostConstruct
  void start() {
    try {
      startAll();
    } catch (BadSetting e) {
      throw StartFailure.refuse(new StartRefused(ExitCode.CONFIGURATION, sentence(e)));
    } catch (StartRefused e) {
      throw StartFailure.refuse(e);
    }
  }

  private void startAll() {
    Settings settings = ActiveSettings.read();
    ActiveSettings.warnings(settings).forEach(warning -> LOG.log(Level.WARNING, warning));
    access
        .get()
        .exposure()
        .ifPresent(sentence -> LOG.log(Level.ERROR, "Nobody is served. {0}", sentence));
    StoreAddress store = StoreAddress.of(settings);
    Migration.run(new StoreDataSource(store), store);
    parts = new Parts(assembly.get().parts());
    Handover.drainBy(context.contextualRunnable(this::drain));
    Handover.guardBy(context.contextualRunnable(listener::guard));
    parts.start();
    Tick guard = new Tick("listener", GuardedListener.PACE, listener::sweep);
    ticks =
        Stream.concat(Stream.of(guard), assembly.get().ticks().stream())
            .<ScheduledFuture<?>>map(this::begin)
            .toList();
    running.begin();
    Handover.started();
    LOG.log(
        Level.INFO,
        "Gatehook {0} started as node {1}, store {2}",
        Version.current(),
        NodeId.of(settings),
        store.shown());
  }

  private static String sentence(BadSetting refusal) {
    return String.valueOf(refusal.getMessage());
  }

  private ScheduledFuture<?> begin(Tick tick) {
    long nanos = tick.interval().toNanos();
    return scheduler.scheduleWithFixedDelay(() -> run(tick), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private static void run(Tick tick) {
    try {
      tick.work().run();
    } catch (RuntimeException e) { // the next round may do better; let out, it ends the timer
      LOG.log(Level.WARNING, "Timer " + tick.name() + " failed and goes on", e);
    }
  }

  /** Comes too late for the store where the server is stopped; the launcher drains before. */
  @PreDestroy
  void stop() {
    drain();
    listener.release();
  }

  private synchronized void drain() {
    boolean started = running.now();
    running.end();
    try {
      parts.stop();
    } finally {
      ticks.forEach(tick -> tick.cancel(false));
    }
    if (started) {
      LOG.log(Level.INFO, "Gatehook stopped");
    }
  }
}
