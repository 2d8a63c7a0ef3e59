package io.gatehook.runtime.launch;

import io.gatehook.runtime.config.BadSetting;
import io.gatehook.runtime.config.ExitCode;
import io.gatehook.runtime.config.ServerSettings;
import io.gatehook.runtime.config.SettingNames;
import io.gatehook.runtime.config.Settings;
import io.gatehook.runtime.config.StartRefused;
import io.gatehook.runtime.config.StoreAddress;
import io.gatehook.runtime.config.TlsIdentity;
import io.gatehook.runtime.config.Version;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Main class of the uber-jar: answers the options, checks the settings, runs the server. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    List<String> options = List.of(arguments);
    if (options.isEmpty()) {
      serve();
    } else if (options.equals(List.of("--help"))) {
      Terminal.say(HelpText.text());
    } else if (options.equals(List.of("--version"))) {
      Terminal.say("gatehook " + Version.current());
    } else if (options.size() == 2 && options.get(0).equals("--unpack")) {
      unpack(Path.of(options.get(1)));
    } else {
      Terminal.complain("Unknown arguments " + options + "; --help shows what there is.");
      ProcessEnd.exit(ExitCode.CONFIGURATION);
    }
  }

  private static void unpack(Path directory) {
    try {
      Unpacking.unpack(Server.ownFile(), directory);
      Terminal.say("Start it with java -jar " + directory.resolve("gatehook.jar"));
    } catch (BadSetting e) {
      Terminal.complain(e.getMessage());
      ProcessEnd.exit(ExitCode.CONFIGURATION);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the jar has no address", e);
    }
  }

  /** Returns with the server running, or ends the process. */
  private static void serve() {
    long start = System.nanoTime();
    System.setProperty("java.util.logging.manager", ServerLog.class.getName());
    try {
      Settings settings = checkedSettings();
      Terminal.takeStandardOutput();
      new Server(settings, ServerDirectory.create(settings.get(ServerSettings.LOG_JSON))).boot();
      Terminal.say(Banner.text(settings, Duration.ofNanos(System.nanoTime() - start)));
    } catch (BadSetting e) {
      Terminal.complain(e.getMessage());
      ProcessEnd.exit(ExitCode.CONFIGURATION);
    } catch (StartRefused e) {
      Terminal.complain(e.getMessage());
      ProcessEnd.exit(e.exitCode());
    }
  }

  private static Settings checkedSettings() {
    SettingNames.requireKnown(System.getProperties().stringPropertyNames());
    Settings settings = Settings.ofProcess(System.getProperties(), System.getenv());
    ServerFilesCheck.check(settings);
    ListenCheck.check(settings);
    var unused = TlsIdentity.of(settings);
    StoreAddress store = StoreAddress.of(settings);
    if (store.embeddedFile().isPresent()) {
      DataDirectoryCheck.check(settings, store);
    } else if (store.postgresql()) {
      DatabaseCheck.check(store);
    }
    return settings;
  }
}
