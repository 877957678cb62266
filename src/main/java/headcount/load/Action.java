package headcount.load;

import java.util.Arrays;
import java.util.List;

/** What a scenario makes a tab do. */
enum Action {
  /** A tab opens its socket and joins its streams. */
  OPEN("open"),
  /** It leaves one stream and joins another on the same socket. */
  ZAP("zap"),
  /** Its connection is lost and comes back, with jitter, taking up the former session. */
  RECONNECT("reconnect"),
  /** It takes up its session on a second socket while the first still stands. */
  TAKEOVER("takeover"),
  /** Its network is gone: the socket stands, half open, and the tab is back on another one. */
  VANISH("vanish"),
  /** It reads nothing for a while, then goes on. */
  NAP("nap"),
  /** It closes with 1000 and stays away. */
  CLOSE("close"),
  /** It dies silently: the socket stands, nothing is read and nothing sent. */
  DEAF("deaf"),
  /** It dies silently but goes on reading, so that it sees the server's 4408. */
  MUTE("mute"),
  /** A probe joins the stream that another tab measures. */
  PROBE_ON(""),
  /** The probe leaves it. */
  PROBE_OFF("");

  private final String key;

  Action(String key) {
    this.key = key;
  }

  /** The word for it in a phase of a scenario; empty where scenarios cannot ask for it. */
  String key() {
    return key;
  }

  /** Whether the tab does nothing more afterwards. */
  boolean last() {
    return this == CLOSE || silent();
  }

  /** Whether the server must find out by itself. */
  boolean silent() {
    return this == DEAF || this == MUTE;
  }

  static List<Action> inScenarios() {
    return Arrays.stream(values()).filter(action -> !action.key.isEmpty()).toList();
  }
}
