package io.gatehook.runtime.launch;

import io.gatehook.runtime.config.BadSetting;
import io.gatehook.runtime.config.ServerSettings;
import io.gatehook.runtime.config.Settings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Tries out the HTTP address before the server takes it. */
final class ListenCheck {

  private ListenCheck() {}

  static void check(Settings settings) {
    InetSocketAddress address = Address.socket(settings);
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
