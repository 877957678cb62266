package headcount.load;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One node under load.
 *
 * @param http where its counts are asked
 * @param webSocket where its tabs connect
 * @param management where its process is asked for; none: it is not measured
 * @param heartbeatMillis the rhythm of heartbeats that it wishes
 */
record Target(URI http, URI webSocket, @Nullable URI management, long heartbeatMillis) {
  @Override
  public String toString() {
    return http.getAuthority();
  }
}
