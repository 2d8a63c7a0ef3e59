package io.gatehook.runtime.launch;

import io.gatehook.runtime.config.AccessSettings;
import io.gatehook.runtime.config.BadSetting;
import io.gatehook.runtime.config.ListenAddress;
import io.gatehook.runtime.config.ServerSettings;
import io.gatehook.runtime.config.Settings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Tries out the HTTP address before the server takes it; who it lets in must be known. */
final class ListenCheck {

  private ListenCheck() {}

  static void check(Settings settings) {
    InetSocketAddress address = ListenAddress.socket(settings);
    requireToken(address.getAddress(), settings);
    requireOwn(address.getAddress(), settings);
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(address);
    } catch (BindException e) {
      throw BadSetting.of(ServerSettings.HTTP_PORT, port(settings), reason(e));
    } catch (IOException e) {
      throw BadSetting.of(
          ServerSettings.HTTP_PORT, port(settings), "the port cannot be opened: " + e);
    }
  }

  private static void requireToken(InetAddress address, Settings settings) {
    if (!address.isLoopbackAddress() && !settings.isSet(AccessSettings.ADMIN_TOKEN)) {
      throw new BadSetting(
          ListenAddress.needsToken(
              "%s=%s lets other machines in"
                  .formatted(
                      ServerSettings.HTTP_HOST.key(), settings.get(ServerSettings.HTTP_HOST))));
    }
  }

  private static void requireOwn(InetAddress address, Settings settings) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(address, 0));
    } catch (IOException e) {
      throw BadSetting.of(
          ServerSettings.HTTP_HOST,
          settings.get(ServerSettings.HTTP_HOST),
          "this machine has no address " + address.getHostAddress());
    }
  }

  private static String port(Settings settings) {
    return String.valueOf(settings.get(ServerSettings.HTTP_PORT));
  }

  private static String reason(BindException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("in use")
        ? "the address is already in use by another process"
        : "the port cannot be opened (" + message + ")";
  }
}
