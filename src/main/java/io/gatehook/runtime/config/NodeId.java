package io.gatehook.runtime.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this node where the operator gave none: host name and process id. */
public final class NodeId {

  private NodeId() {}

  /** The same for the whole life of the process. */
  public static String of(Settings settings) {
    return settings
        .find(ServerSettings.NODE_ID)
        .orElseGet(() -> hostName() + "-" + ProcessHandle.current().pid());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "node";
    }
  }
}
