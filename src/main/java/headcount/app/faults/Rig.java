package headcount.app.faults;

import headcount.app.DataFolder;
import headcount.app.DevConfig;
import headcount.app.DevKeys;
import headcount.app.DevNodes;
import headcount.app.DevPlan;
import headcount.app.DevServers;
import headcount.app.Ending;
import headcount.app.NodeStart;
import headcount.app.Readiness;
import headcount.app.Refusal;
import headcount.embedded.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Real nodes as processes of their own over a real Redis and MySQL, to be killed, stopped and
 * started again. For one thread.
 */
final class Rig implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String HISTORY_STEP = "10s";
  private static final Duration END = Duration.ofSeconds(90);

  private final DevPlan plan;
  private final RigPlan rigged;
  private final DataFolder folder;
  private final DevKeys keys;
  private final Ending ending;
  private final DevServers servers;
  private final @Nullable Apart apart;
  private final @Nullable CommitGate gate;
  private final DevNodes nodes;
  private final Asks asks = new Asks();

  private Rig(Ground ground, RigPlan rigged, Ending ending) {
    var look = new DevPlan.Look(LOOPBACK, HISTORY_STEP);
    var redis = rigged.redisCluster() ? "cluster" : null;
    this.plan = new DevPlan(rigged.nodes(), ground.offset(), redis, null, rigged.readers(), look);
    this.rigged = rigged;
    this.ending = ending;
    this.folder = DataFolder.open(ground.folder(), true);
    ending.add("data folder", folder::close);
    Ports.requireFree(plan.wanted(folder.path()));
    this.keys = DevKeys.of(folder.path(), Map.of());
    this.servers = DevServers.start(plan, folder, ending);
    this.apart = rigged.apart() ? Apart.make(plan, servers, ending) : null;
    this.gate = rigged.gated() ? CommitGate.before(servers.writer()) : null;
    if (gate != null) {
      ending.add("way to MySQL", gate::close);
    }
    var writer = gate == null ? servers.writer() : gate.way(servers.writer());
    DevConfig.of(plan, keys, servers.addresses(), writer, servers.mysql())
        .write(folder.path(), index -> "\n" + settings(index) + "\n");
    this.nodes = DevNodes.start(folder.path(), rigged.nodes(), this::start);
    ending.add("nodes", nodes::close);
  }

  private String settings(int index) {
    var own = apart == null ? "" : apart.settings(index);
    return own + rigged.settings().apply(index);
  }

  private NodeStart start(int index) {
    var usual = rigged.start().apply(index).and("HEADCOUNT_PEKKO_LOG_LEVEL", "INFO");
    return apart == null ? usual : apart.start(index, usual);
  }

  /** Returns when every node is ready. */
  static Rig start(Ground ground, RigPlan plan) throws InterruptedException {
    ground.say().accept("starting " + plan.nodes() + " nodes in " + ground.folder());
    var ending = new Ending();
    ending.onExit();
    try {
      var rig = new Rig(ground, plan, ending);
      rig.await(rig.nodes());
      return rig;
    } catch (RuntimeException | InterruptedException e) {
      ending.end();
      throw e;
    }
  }

  private void await(List<RigNode> wanted) throws InterruptedException {
    Readiness.await(
        wanted.stream().map(RigNode::management).toList(),
        at -> nodes.isAlive(wanted.get(at).index()),
        () -> nodes.child(wanted.getFirst().index()).failed("did not become ready"));
  }

  List<RigNode> nodes() {
    return IntStream.range(0, plan.nodes()).mapToObj(this::node).toList();
  }

  RigNode node(int index) {
    return RigNode.of(index, host(index), plan.ports(index));
  }

  private String host(int index) {
    return apart == null ? LOOPBACK : apart.namespaces().address(index);
  }

  /**
   * The links between the nodes.
   *
   * @throws IllegalStateException if the rig was not planned with namespaces
   */
  Namespaces namespaces() {
    if (apart == null) {
      throw new IllegalStateException("this rig's nodes are not in namespaces");
    }
    return apart.namespaces();
  }

  /**
   * What stands before MySQL.
   *
   * @throws IllegalStateException if the rig was not planned with a gate
   */
  CommitGate gate() {
    if (gate == null) {
      throw new IllegalStateException("this rig's nodes go to MySQL without a gate");
    }
    return gate;
  }

  /** How many members the node sees, and none of them unreachable; 0 where one is. */
  int members(int index) {
    var said = asks.get(node(index).management().resolve("/cluster/members")).json();
    return said.path("unreachable").isEmpty() ? said.path("members").size() : 0;
  }

  /** The port on which nodes speak to that one. */
  int artery(int index) {
    return plan.ports(index).artery();
  }

  Asks asks() {
    return asks;
  }

  /** Signs viewers' tokens. */
  String tokenKey() {
    return keys.token();
  }

  /** Redis and MySQL. */
  DevServers servers() {
    return servers;
  }

  Path folder() {
    return folder.path();
  }

  /** Ends something else together with the rig, before its nodes and stores. */
  void alsoEnd(String name, Runnable stop) {
    ending.add(name, stop);
  }

  long pid(int index) {
    return nodes.child(index).pid();
  }

  boolean isAlive(int index) {
    return nodes.isAlive(index);
  }

  /** What the node's process wrote. */
  Path log(int index) {
    return nodes.child(index).log();
  }

  /** SIGKILL; returns when the process has ended. */
  void kill(int index) throws InterruptedException {
    Signals.send("KILL", pid(index));
    awaitEnd(index);
  }

  /** SIGTERM; returns at once. */
  void term(int index) {
    Signals.send("TERM", pid(index));
  }

  /** SIGSTOP; returns at once. */
  void stop(int index) {
    Signals.send("STOP", pid(index));
  }

  /** SIGCONT; returns at once. */
  void goOn(int index) {
    Signals.send("CONT", pid(index));
  }

  /** Returns when the node's process has ended. */
  void awaitEnd(int index) throws InterruptedException {
    var deadline = System.nanoTime() + END.toNanos();
    while (isAlive(index)) {
      if (System.nanoTime() - deadline > 0) {
        throw new Refusal("node " + index + " has not ended within " + END.toSeconds() + " s");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  /** Starts a node again that has ended; returns when it is ready. */
  void startAgain(int index) throws InterruptedException {
    nodes.startAgain(index);
    await(List.of(node(index)));
  }

  /**
   * The index of the node whose process hosts the stream's entity, as node {@code asked} says.
   *
   * @throws Refusal if it does not say, or names none of ours
   */
  int host(String stream, int asked) {
    var address = node(asked).management().resolve("/ops/streams/" + stream);
    var answer = asks.get(address);
    var pid = answer.json().path("pid").asLong(-1);
    return IntStream.range(0, plan.nodes())
        .filter(index -> pid(index) == pid)
        .findFirst()
        .orElseThrow(() -> new Refusal(address + " names no node of ours: " + answer.text()));
  }

  /** Ends everything; nodes at once, for nothing of theirs is looked at any more. */
  @Override
  public void close() {
    asks.close();
    for (var node = 0; node < plan.nodes(); node++) {
      if (isAlive(node)) {
        ProcessHandle.of(pid(node)).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
    ending.end();
  }
}
