package headcount.access;

import com.typesafe.config.Config;

/**
 * How much one client may ask for.
 *
 * @param frames how fast a connection may send
 * @param streamsPerSession streams that one tab may have joined at a time, at least 1
 * @param sessionsPerViewer open connections of one viewer on one node, at least 1
 * @param connectionsPerNetwork open connections from one /24 or /48 on one node; 0: any number
 */
public record AccessLimits(
    FrameRate frames, int streamsPerSession, int sessionsPerViewer, int connectionsPerNetwork) {
  /** Refuses what is out of bounds. */
  public AccessLimits {
    if (streamsPerSession < 1 || sessionsPerViewer < 1 || connectionsPerNetwork < 0) {
      throw new IllegalArgumentException(
          "headcount.access.limits: streams-per-session and sessions-per-viewer must be 1 or more,"
              + " connections-per-network 0 or more, were "
              + streamsPerSession
              + ", "
              + sessionsPerViewer
              + " and "
              + connectionsPerNetwork);
    }
  }

  static AccessLimits from(Config config) {
    return new AccessLimits(
        new FrameRate(config.getInt("frames-at-once"), config.getInt("frames-per-second")),
        config.getInt("streams-per-session"),
        config.getInt("sessions-per-viewer"),
        config.getInt("connections-per-network"));
  }
}
