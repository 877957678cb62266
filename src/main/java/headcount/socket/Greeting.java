package headcount.socket;

import headcount.access.Access;
import headcount.access.Devices;
import headcount.access.TokenCheck;
import java.time.Instant;

/** Who a connect frame turns out to come from. */
sealed interface Greeting {
  /** Nobody who may come in; one clause says why. */
  record Refused(String why) implements Greeting {}

  /** A viewer with a good token. */
  record Known(TokenCheck.Token token) implements Greeting {}

  /** A viewer without one, on a device that was known or is handed out now. */
  record Anonymous(Devices.Device device) implements Greeting {}

  /** A token decides where there is one; a device is looked at only where anonymity is allowed. */
  static Greeting judge(Access access, ClientFrame.Connect connect, Instant now) {
    if (connect.token() != null) {
      return switch (access.tokens().verify(connect.token(), now)) {
        case TokenCheck.Refused(String why) -> new Refused(why);
        case TokenCheck.Token token -> new Known(token);
      };
    }
    if (!access.settings().anonymous()) {
      return new Refused("a token is needed");
    }
    Devices.Device shown =
        connect.device() == null ? null : access.devices().verify(connect.device());
    return new Anonymous(shown == null ? access.devices().issue() : shown);
  }
}
