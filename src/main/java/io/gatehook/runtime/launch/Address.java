package io.gatehook.runtime.launch;

import io.gatehook.runtime.config.BadSetting;
import io.gatehook.runtime.config.ServerSettings;
import io.gatehook.runtime.config.Settings;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** The HTTP address of this process. */
final class Address {

  private Address() {}

  /** Where to listen. */
  static InetSocketAddress socket(Settings settings) {
    String host = settings.get(ServerSettings.HTTP_HOST);
    try {
      return new InetSocketAddress(
          InetAddress.getByName(host), settings.get(ServerSettings.HTTP_PORT));
    } catch (UnknownHostException e) {
      throw BadSetting.of(ServerSettings.HTTP_HOST, host, "no address of that name is known");
    }
  }

  /** How a client on this machine reaches it. */
  static String url(Settings settings) {
    InetSocketAddress socket = socket(settings);
    InetAddress address = socket.getAddress();
    String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
    return address instanceof Inet6Address && !address.isAnyLocalAddress()
        ? "http://[%s]:%d".formatted(host, socket.getPort())
        : "http://%s:%d".formatted(host, socket.getPort());
  }
}
