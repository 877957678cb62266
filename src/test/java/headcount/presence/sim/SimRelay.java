package headcount.presence.sim;

import headcount.presence.Headcount;
import headcount.presence.RelayEffects;
import headcount.presence.RelayMachine;
import headcount.presence.Source;
import headcount.presence.SourceMark;
import headcount.presence.Tab;
import headcount.presence.ToEntity;
import headcount.presence.ToRelay;
import java.util.List;
import java.util.UUID;

/** The relay of a node, one machine after another, and what it says. */
final class SimRelay implements RelayEffects {
  private final World world;
  private final SimNode node;
  private final Unanswered unanswered = new Unanswered();

  RelayMachine machine;

  /** The last end that it has obeyed. */
  private long obeyed;

  private int generation;
  private long forgettableSince = -1;

  SimRelay(SimNode node) {
    this.world = node.world;
    this.node = node;
    this.machine = machine(new SourceMark(0, 0, 0));
  }

  private RelayMachine machine(SourceMark resumed) {
    unanswered.forget();
    RelayMachine fresh =
        world.machines.relay(source(), World.SETTINGS, World.KEY, resumed, node.nanos());
    fresh.obeyed(world.off.contains("END_REMEMBERED") ? 0 : obeyed);
    return fresh;
  }

  private Source source() {
    return new Source(node.id, generation);
  }

  /** The relay worker crashes; its successor learns the sockets a little later. */
  void crash() {
    generation++;
    machine = machine(new SourceMark(0, 0, 0));
    RelayMachine rebuilt = machine;
    world.time.after(
        world.time.between(1, 400),
        () -> {
          if (node.alive && machine == rebuilt) {
            List<Tab> truth = node.sockets.values().stream().map(socket -> socket.tab).toList();
            rebuilt.audit(truth, node.nanos(), this);
          }
        });
  }

  void receive(ToRelay message) {
    world.time.trace("%s hears %s", node, message);
    if (message instanceof ToRelay.Ack ack && ack.source().equals(source())) {
      unanswered.answered(ack.seq(), world.time.now());
    }
    int open = node.sockets.size();
    machine.receive(message, node.nanos(), this);
    if (message instanceof ToRelay.Ended ended) {
      boolean again = ended.mark() <= obeyed && node.sockets.size() < open;
      world.violations.require(!again, "ended-twice", node + " ends tabs of after the end");
      obeyed = Math.max(obeyed, machine.endSeen());
    }
  }

  void tick() {
    UUID host = node.entityAt;
    long age = host == null ? 0 : node.beats.hostAge(host, World.STREAM, node.nanos());
    machine.tick(node.nanos(), age, this);
    forgetIfEmpty();
  }

  private void forgetIfEmpty() {
    if (!machine.forgettable(node.nanos())) {
      forgettableSince = -1;
    } else if (forgettableSince < 0) {
      forgettableSince = world.time.now();
    } else if (world.time.now() - forgettableSince >= 2_000) {
      forgettableSince = -1;
      boolean goesOn = !world.off.contains("SEQ_CONTINUES");
      machine = machine(goesOn ? machine.mark() : new SourceMark(0, 0, 0));
      machine.audit(List.of(), node.nanos(), this);
    }
  }

  /** For how long something that it said has had no answer, the node's own pause apart, ms. */
  long unansweredFor() {
    return unanswered.millis(world.time.now(), node.clock.pausedUntil());
  }

  @Override
  public void send(ToEntity message) {
    UUID host = node.entityAt;
    world.sayings.said(message);
    unanswered.said(message, world.time.now());
    world.time.trace("%s says %s", node, message);
    if (host != null) {
      SimNode at = world.node(host);
      world.send(node, at, () -> at.toEntity(message));
    }
  }

  @Override
  public void served(Headcount headcount) {
    world.time.trace("%s serves %s", node, headcount);
  }

  @Override
  public void ended() {
    world.time.trace("%s ends %d tabs", node, node.sockets.size());
    node.sockets.values().forEach(socket -> world.crowd.left(socket, world.time.now()));
    node.sockets.clear();
  }
}
