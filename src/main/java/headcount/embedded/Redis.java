package headcount.embedded;

import java.nio.file.Path;
import java.util.List;

/**
 * A real Redis of our own: one server, or a cluster of three masters and three replicas.
 *
 * <p>It listens on 127.0.0.1 only and keeps its data in the folder (append-only file, written to
 * the disk each second), so that counts survive a restart. It never evicts. Thread-safe.
 */
public sealed interface Redis extends AutoCloseable permits RedisSingle, RedisCluster {
  /**
   * Where it stands: the folder holds {@code redis} or {@code redis-cluster}, the port is the
   * first.
   */
  record Place(Path folder, int port, boolean cluster) {
    public Place {
      folder = folder.toAbsolutePath().normalize();
    }

    /** Every port that it will listen on; a cluster's nodes talk to each other on port + 10000. */
    public List<Ports.Wanted> ports() {
      return cluster ? RedisCluster.ports(port) : List.of(new Ports.Wanted(port, "Redis"));
    }
  }

  /**
   * Ends what a former run left on the folder, and starts the server or the cluster; returns when
   * it takes commands.
   *
   * @throws EmbeddedFailure with a sentence; then nothing of it runs
   */
  static Redis start(EmbeddedSettings settings, Parts parts, Place place) {
    return start(settings, RedisProgram.in(parts), place);
  }

  /** Starts it with this program. */
  private static Redis start(EmbeddedSettings settings, RedisProgram program, Place place) {
    Folders.make(place.folder());
    return place.cluster()
        ? RedisCluster.start(settings, program, place)
        : RedisSingle.start(settings, program, place);
  }

  /** Addresses of its servers, as {@code redis://127.0.0.1:16379}. */
  List<String> uris();

  /** The pids of its servers, in the order of their addresses. */
  List<Long> pids();

  boolean isAlive();

  /** Starts those of its servers that have ended; returns when it takes commands. */
  void startAgain();

  /** Stops it; returns when all of its servers have ended. */
  @Override
  void close();
}
