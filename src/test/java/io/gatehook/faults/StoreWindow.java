package io.gatehook.faults;

import io.gatehook.runtime.config.Settings;
import io.gatehook.runtime.config.StoreAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Looks into the store past the product: the claims and the nodes, which the API does not show. */
final class StoreWindow {
  private final StoreAddress address;

  /** The store that a node with these settings uses; the embedded one opens to one process only. */
  StoreWindow(Map<String, String> settings) {
    address = StoreAddress.of(new Settings(key -> Optional.ofNullable(settings.get(key))));
  }

  static StoreWindow embedded(Path data) {
    return new StoreWindow(Map.of("gatehook.data.dir", data.toString()));
  }

  /** Deliveries that any process has claimed, alive or dead. */
  int claimed() {
    return count("select count(*) from delivery where status = 'CLAIMED'");
  }

  /** Deliveries that the processes of a node have claimed. */
  int claimedBy(String nodeId) {
    return count(
        """
        select count(*) from delivery
         where status = 'CLAIMED' and owner in (select incarnation from node where node_id = ?)
        """,
        nodeId);
  }

  /** Processes of a node, those included that died within the last day. */
  int processesOf(String nodeId) {
    return count("select count(*) from node where node_id = ?", nodeId);
  }

  /** Processes of a node whose lease has not ended. */
  int leasesOf(String nodeId) {
    return count(
        "select count(*) from node where node_id = ? and expires_at > current_timestamp", nodeId);
  }

  private int count(String sql, Object... arguments) {
    try (Connection connection =
            DriverManager.getConnection(address.url(), address.user(), address.password());
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
