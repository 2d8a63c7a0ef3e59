package io.gatehook.runtime.launch;

import io.gatehook.runtime.config.AccessSettings;
import io.gatehook.runtime.config.ListenAddress;
import io.gatehook.runtime.config.NodeId;
import io.gatehook.runtime.config.Settings;
import io.gatehook.runtime.config.StoreAddress;
import io.gatehook.runtime.config.Version;
import java.time.Duration;

/** The block at the end of the start: where everything is, and what to try first. */
final class Banner {

  private static final String TEXT =
      """

      Gatehook %1$s is ready (%2$.1f s)

        address  %3$s
        store    %4$s
        node     %5$s

      Try it: a hook that logs every change of a consumer, then such a change.

        curl -i %3$s/event-hooks%6$s -d source=crud -d event=consumers -d handler=log

        curl -i %3$s/worker-events%6$s -H 'content-type: application/json' \\
          -d '{"source":"crud","event":"consumers","data":{"operation":"create","entity":{"username":"alice"}}}'

      Ctrl-C drains and stops it.
      """;

  private static final String TOKEN = " -H \"Kong-Admin-Token: $GATEHOOK_ADMIN_TOKEN\"";

  private Banner() {}

  static String text(Settings settings, Duration startTime) {
    return TEXT.formatted(
        Version.current(),
        startTime.toMillis() / 1000.0,
        ListenAddress.url(settings),
        StoreAddress.of(settings).shown(),
        NodeId.of(settings),
        settings.isSet(AccessSettings.ADMIN_TOKEN) ? TOKEN : "");
  }
}
