package headcount.embedded;

import headcount.embedded.MysqlServer.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/**
 * A real MySQL 8 of our own: one writer and any number of readers that replicate it by GTID.
 *
 * <p>Database {@code headcount}, user {@code app}, utf8mb4, UTC, durable at each commit, listening
 * on 127.0.0.1 only. A data folder begins as a copy of a template, so that even the first start
 * takes seconds. Thread-safe.
 */
public final class Mysql implements AutoCloseable {
  /** What it is called with: the writer's port; reader i (from 1) has port + i. */
  public record Place(Path folder, int port, int readers) {
    public Place {
      folder = folder.toAbsolutePath().normalize();
      if (readers < 0 || readers > 15) {
        throw new EmbeddedFailure("--mysql-readers must be 0 to 15, was " + readers);
      }
    }

    /** Every port that it will listen on. */
    public List<Ports.Wanted> ports() {
      return IntStream.rangeClosed(0, readers)
          .mapToObj(i -> new Ports.Wanted(port + i, i == 0 ? "MySQL" : "MySQL reader " + i))
          .toList();
    }
  }

  private final MysqlServer writer;
  private final List<MysqlServer> readers;
  private final List<ChildProcess> children;

  private Mysql(MysqlServer writer, List<MysqlServer> readers, List<ChildProcess> children) {
    this.writer = writer;
    this.readers = readers;
    this.children = children;
  }

  /**
   * Ends what a former run left on the folder, and starts the writer and its readers; returns when
   * all answer.
   *
   * @throws EmbeddedFailure with a sentence; then none of them runs
   */
  public static Mysql start(EmbeddedSettings settings, Parts parts, Place place) {
    return start(settings, MysqlProgram.in(parts), place);
  }

  static Mysql start(EmbeddedSettings settings, MysqlProgram program, Place place) {
    Folders.make(place.folder());
    var servers =
        IntStream.rangeClosed(0, place.readers())
            .mapToObj(i -> new MysqlServer(settings, program, place.folder(), role(place, i)))
            .toList();
    var writer = servers.getFirst();
    writer.prepare(program.template());
    var readers = servers.subList(1, servers.size());
    readers.forEach(reader -> reader.prepare(writer.data()));
    Ports.requireFree(place.ports());
    var started = new Mysql(writer, readers, new CopyOnWriteArrayList<>());
    try {
      started.run();
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  private static Role role(Place place, int index) {
    var name = index == 0 ? "MySQL" : "MySQL reader " + index;
    return new Role(name, index + 1, place.port() + index, index > 0);
  }

  private void run() {
    children.add(writer.start());
    for (var reader : readers) {
      var child = reader.start();
      children.add(child);
      reader.follow(writer, child);
    }
  }

  /** The writer's database {@code headcount}. */
  public String jdbcUrl() {
    return jdbcUrl("headcount");
  }

  /** A database of the writer; the user may make any whose name begins with {@code headcount}. */
  public String jdbcUrl(String database) {
    return writer.url(database);
  }

  /** The readers' databases {@code headcount}, in their order. */
  public List<String> readerUrls() {
    return readers.stream().map(reader -> reader.url("headcount")).toList();
  }

  public String user() {
    return "app";
  }

  public String password() {
    return MysqlServer.PASSWORD;
  }

  /**
   * Until it ends, the writer does not wait for the disk at each commit, and has a large redo log:
   * for filling it with what can be made again.
   *
   * @return how to write what no reader that is there already would ever see: the url of database
   *     {@code headcount}, for {@link #operator}
   * @throws EmbeddedFailure if it does not take that
   */
  public String hurry() {
    writer.hurry();
    return jdbcUrl() + "&sessionVariables=sql_log_bin=0";
  }

  /** The user who may do everything, from this machine; its password is the same. */
  public String operator() {
    return MysqlServer.OPERATOR;
  }

  /** The pids: the writer's, then the readers'. */
  public List<Long> pids() {
    return children.stream().map(ChildProcess::pid).toList();
  }

  public boolean isAlive() {
    return children.stream().allMatch(ChildProcess::isAlive);
  }

  /**
   * Starts those that have ended, on the data that they left; returns when they answer. A reader
   * goes on following its writer.
   */
  public void startAgain() {
    for (var i = 0; i < children.size(); i++) {
      if (!children.get(i).isAlive()) {
        var server = i == 0 ? writer : readers.get(i - 1);
        children.set(i, server.start());
        if (i > 0) {
          server.follow(writer, children.get(i));
        }
      }
    }
  }

  /** Stops all of them, the readers first; returns when they have ended. */
  @Override
  public void close() {
    children.subList(Math.min(1, children.size()), children.size()).forEach(ChildProcess::ask);
    children.reversed().forEach(ChildProcess::stop);
  }
}
