package headcount.presence.sim;

import org.jspecify.annotations.Nullable;

/** What happens to the entity while its node is well; nothing, where there is none. */
final class EntityFaults {
  private final World world;
  private final Faults faults;
  private final Timeline time;

  EntityFaults(World world, Faults faults) {
    this.world = world;
    this.faults = faults;
    this.time = world.time;
  }

  /** It begins anew on its node. */
  void crash(@Nullable SimNode host) {
    if (host != null) {
      world.stopEntity(host);
      time.after(time.between(200, 2_000), () -> world.startEntity(host));
    }
  }

  /** It begins anew on another node. */
  void rebalance(@Nullable SimNode host) {
    if (host != null) {
      world.stopEntity(host);
      world.move(time.between(500, 2_000));
    }
  }

  /** The entity stops, and its next incarnation takes its time on a node that lives. */
  void linger(@Nullable SimNode host) {
    if (host != null) {
      world.stopEntity(host);
      time.after(time.between(4_000, 7_000), () -> world.startEntity(host));
      faults.until(7_000);
    }
  }

  /** The broadcast is ended, and many viewers come again soon after. */
  void end(@Nullable SimNode host) {
    SimEntity entity = host == null ? null : host.entity;
    if (entity != null && entity.machine.published() && time.chance(0.5)) {
      entity.end();
      faults.until(2_000);
      for (int i = 0; i < 30; i++) {
        int viewer = i;
        time.after(time.between(3_000, 9_000), () -> world.rejoin(viewer));
      }
    }
  }

  /** It is told to count everybody anew. */
  void recount(@Nullable SimNode host) {
    SimEntity entity = host == null ? null : host.entity;
    if (host != null && entity != null) {
      entity.machine.recount(host.nanos(), entity);
    }
  }
}
