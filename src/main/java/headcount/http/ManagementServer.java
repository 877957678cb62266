package headcount.http;

import static org.apache.pekko.http.javadsl.server.Directives.concat;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.server.Route;

/** The management port: Pekko Management's own routes, and ours beside them. */
public final class ManagementServer {
  private final Listening listening;

  private ManagementServer(Listening listening) {
    this.listening = listening;
  }

  /**
   * Binds and serves. From now on {@code /ready} asks this {@link Readiness} too.
   *
   * @return fails where the port is taken
   */
  public static CompletionStage<ManagementServer> start(
      ActorSystem<?> system, ManagementSettings settings, ManagementParts parts) {
    NodeReadiness.of(system.classicSystem()).tell(parts.readiness());
    return Listening.on(
            system, settings.host(), settings.port(), new Everything().of(system, parts))
        .thenApply(ManagementServer::new);
  }

  /** The port that was bound. */
  public int port() {
    return listening.address().getPort();
  }

  /** Takes no more, and cuts off what is still open after that time. */
  public CompletionStage<Void> stop(Duration grace) {
    return listening.stop(grace);
  }

  private static final class Everything {
    Route of(ActorSystem<?> system, ManagementParts parts) {
      return new SameOrigin()
          .only(
              concat(
                  new StreamOpsRoutes(parts.streams(), parts.consistency(), parts.records())
                      .routes(),
                  new ConsistencyRoutes(parts.consistency()).routes(),
                  new NodeOpsRoutes(parts.node(), parts.sessions()).routes(),
                  new PekkoRoutes(system).routes()));
    }
  }
}
