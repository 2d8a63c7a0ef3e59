package io.gatehook.runtime.config;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** The HTTP address of this process, where its launcher chooses it. */
public final class ListenAddress {

  private ListenAddress() {}

  /** Where to listen. */
  public static InetSocketAddress socket(Settings settings) {
    String host = settings.get(ServerSettings.HTTP_HOST);
    try {
      return new InetSocketAddress(
          InetAddress.getByName(host), settings.get(ServerSettings.HTTP_PORT));
    } catch (UnknownHostException e) {
      throw BadSetting.of(ServerSettings.HTTP_HOST, host, "no address of that name is known");
    }
  }

  /** How a client on this machine reaches it. */
  public static String url(Settings settings) {
    InetSocketAddress socket = socket(settings);
    InetAddress address = socket.getAddress();
    String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
    String scheme = settings.isSet(ListenerSettings.TLS_CERTIFICATE) ? "https" : "http";
    return address instanceof Inet6Address && !address.isAnyLocalAddress()
        ? "%s://[%s]:%d".formatted(scheme, host, socket.getPort())
        : "%s://%s:%d".formatted(scheme, host, socket.getPort());
  }

  /**
   * Says what to do about an address that others can reach while no token is set.
   *
   * @param finding what is the matter, without a full stop
   */
  public static String needsToken(String finding) {
    return finding
        + " and "
        + AccessSettings.ADMIN_TOKEN.key()
        + " is not set: set it (GATEHOOK_ADMIN_TOKEN in the environment), or listen on 127.0.0.1"
        + " only.";
  }
}
