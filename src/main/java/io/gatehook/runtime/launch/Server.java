package io.gatehook.runtime.launch;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.boot.AdminCommandRunner;
import fish.payara.micro.boot.PayaraMicroBoot;
import fish.payara.micro.boot.PayaraMicroLauncher;
import fish.payara.micro.boot.loader.ExplodedURLClassloader;
import fish.payara.micro.boot.loader.OpenURLClassLoader;
import io.gatehook.runtime.config.BadSetting;
import io.gatehook.runtime.config.ExitCode;
import io.gatehook.runtime.config.Handover;
import io.gatehook.runtime.config.ServerSettings;
import io.gatehook.runtime.config.Settings;
import io.gatehook.runtime.config.StartRefused;
import io.gatehook.runtime.config.Version;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Payara Micro inside this process: one HTTP listener, the application, nothing else. */
final class Server {

  private static final String IMPLEMENTATION = "fish.payara.micro.impl.PayaraMicroImpl";

  /** Where the server finds the application that the jar carries. */
  private static final String BOOT_JAR = "fish.payara.micro.BootJar";

  /** Where the server finds its unpacked libraries. */
  private static final String UNPACKED = "fish.payara.micro.UnpackDir";

  private final Settings settings;
  private final ServerDirectory directory;
  private @Nullable AdminCommandRunner running;

  Server(Settings settings, ServerDirectory directory) {
    this.settings = settings;
    this.directory = directory;
  }

  /**
   * Returns with the application running; from the start of the boot on, SIGINT and SIGTERM drain
   * and stop it.
   *
   * @throws StartRefused if the application does not run
   */
  void boot() {
    Handover.launching();
    setProperties();
    PayaraMicroBoot payara = configured(unpacked());
    ProcessEnd.onExit(new Stop(payara, directory));
    StopSignals.handle(
        () -> {
          Handover.drain();
          ProcessEnd.exit(ExitCode.STOPPED);
        });
    try {
      payara.bootStrap();
    } catch (BootstrapException e) {
      if (e.getCause() instanceof BadSetting refused) {
        throw refused;
      }
      throw new StartRefused(ExitCode.FAILED, "The server does not start: " + e.getMessage());
    }
    Handover.refusal()
        .ifPresent(
            refusal -> {
              throw refusal;
            });
    listen();
    ServerLog.keepHandlers();
  }

  /** Only now: a server that listens without its application answers everything with 404. */
  private void listen() {
    AdminCommandRunner commands = running;
    if (commands == null) {
      throw new StartRefused(ExitCode.FAILED, "The server has not started.");
    }
    new Listener(settings, commands).open();
    Handover.guard();
  }

  private static void setProperties() {
    // Payara takes the Server header from here, and would set the other two to its own taste
    System.setProperty("product.name", "gatehook/" + Version.current());
    setDefault("java.net.preferIPv4Stack", "false");
    setDefault("java.awt.headless", "true");
  }

  private static void setDefault(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  /** The server, started in the way of its own main method. */
  private PayaraMicroBoot unpacked() {
    try {
      ClassLoader libraries = libraries();
      Thread.currentThread().setContextClassLoader(libraries);
      System.setProperty(BOOT_JAR, ownFile().toUri().toString());
      var server = libraries.loadClass(IMPLEMENTATION).getMethod("getInstance").invoke(null);
      PayaraMicroLauncher.registerLaunchedInstance((PayaraMicroBoot) server);
      return PayaraMicroLauncher.getBootClass();
    } catch (Exception e) { // the last method declares it
      throw new StartRefused(ExitCode.FAILED, "The server cannot be unpacked: " + e);
    }
  }

  /**
   * The server's libraries: on the class path of a jar that was unpacked, else as files in our
   * directory. Loading classes from jars inside a jar would add half again to the start.
   */
  private ClassLoader libraries() throws IOException, URISyntaxException {
    if (Server.class.getResource("/" + IMPLEMENTATION.replace('.', '/') + ".class") == null) {
      return new ExplodedURLClassloader(directory.root().toFile());
    }
    System.setProperty(UNPACKED, String.valueOf(ownFile().getParent()));
    return new OpenURLClassLoader(new URL[0]); // by its type the server knows its module system
  }

  /** The jar that this process was started with. */
  static Path ownFile() throws URISyntaxException {
    return Path.of(Server.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private PayaraMicroBoot configured(PayaraMicroBoot payara) {
    payara
        .setRootDir(directory.root().toFile())
        .setLogPropertiesFile(logging())
        .setPrintLogo(false)
        .setHttpPort(settings.get(ServerSettings.HTTP_PORT))
        .setHttpAutoBind(false)
        .setSslAutoBind(false)
        .setPreBootHandler(this::configure)
        .setPostBootHandler(this::prepare)
        .setNoHazelcast(true);
    return payara;
  }

  private File logging() {
    return settings
        .find(ServerSettings.LOGGING)
        .map(File::new)
        .orElseGet(() -> directory.logging().toFile())
        .getAbsoluteFile();
  }

  /** What the operator says comes first, so that it cannot open the listener to others. */
  private void configure(AdminCommandRunner commands) {
    CommandFile.preBoot(settings).forEach(file -> file.run(commands));
    new Listener(settings, commands).configure();
  }

  private void prepare(AdminCommandRunner commands) {
    running = commands;
    CommandFile.postBoot(settings).forEach(file -> file.run(commands));
  }
}
