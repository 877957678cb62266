package headcount.app;

import com.typesafe.config.Config;
import headcount.access.AccessSettings;
import headcount.checkpoint.CheckpointSettings;
import headcount.http.HttpSettings;
import headcount.http.ManagementSettings;
import headcount.socket.SocketSettings;
import headcount.stream.StreamSettings;
import java.time.Duration;

/**
 * What the rooms of a node are told, read together before anything starts.
 *
 * @param drain longest time from SIGTERM until the last viewers are sent elsewhere; zero closes
 *     them at once
 */
record NodeSettings(
    AccessSettings access,
    StreamSettings stream,
    CheckpointSettings saving,
    SocketSettings socket,
    HttpSettings http,
    ManagementSettings management,
    Duration drain) {
  NodeSettings {
    if (drain.isNegative()) {
      throw new IllegalArgumentException("headcount.app.drain must be 0 or more, was " + drain);
    }
  }

  static NodeSettings from(Config config) {
    return new NodeSettings(
        AccessSettings.from(config),
        StreamSettings.from(config),
        CheckpointSettings.from(config),
        SocketSettings.from(config),
        HttpSettings.from(config),
        ManagementSettings.from(config),
        config.getDuration("headcount.app.drain"));
  }
}
