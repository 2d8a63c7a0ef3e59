package io.gatehook.http.egress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** Where this server listens itself: a call there would let a hook act as a client of ours. */
public record OwnListeners(List<InetSocketAddress> addresses) {

  boolean include(InetAddress address, int port) {
    return addresses.stream()
        .anyMatch(own -> own.getPort() == port && reaches(address, own.getAddress()));
  }

  private static boolean reaches(InetAddress address, InetAddress own) {
    return own.isAnyLocalAddress() ? isOfThisMachine(address) : own.equals(address);
  }

  private static boolean isOfThisMachine(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return true; // a machine that does not know its own addresses had better not call them
    }
  }
}
