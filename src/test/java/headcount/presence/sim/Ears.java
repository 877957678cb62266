package headcount.presence.sim;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Since when the entity may be ignorant of what happens on a node while it calls its count exact.
 *
 * <p>A message and its repetitions may be lost, so that it learns of a change within five seconds
 * while it hears the node. A silence of three seconds it notices, and is then not exact; when the
 * node can be heard again it is not exact either before it has asked.
 */
final class Ears {
  private static final long LEARNS = 5_000;

  /** A silence of 3 s, a beat of 0.6 s under way, a tick of 0.2 s, and what a look misses. */
  private static final long NOTICES = 4_500;

  /** What is under way while it asks, and what a look misses. */
  private static final long ASKING = 1_500;

  private final World world;
  private final Map<UUID, Ear> ears = new HashMap<>();
  private @Nullable SimEntity entity;

  private static final class Ear {
    /** Since when the node has been heard; -1 while it is not. */
    long heardSince = -1;

    long lostAt;

    /** What happened on the node after that moment may be unknown. */
    long ignorantSince;

    /** Whether something of it came since the last look. */
    boolean spoke;

    Ear(long now) {
      this.lostAt = now;
      this.ignorantSince = now - ASKING;
    }
  }

  Ears(World world) {
    this.world = world;
  }

  /** Something of that node came, perhaps between two looks that both find it out of reach. */
  void spoke(SimNode node, SimNode hearer) {
    Ear ear = hearer == world.host() ? ears.get(node.id) : null;
    if (ear != null) {
      ear.spoke = true;
    }
  }

  /** Looks at all nodes once. */
  void sample(long now) {
    SimNode host = world.host();
    SimEntity there = host == null ? null : host.entity;
    if (there != entity) {
      entity = there;
      ears.clear();
    }
    if (host != null) {
      for (SimNode node : world.nodes) {
        Ear ear = ears.computeIfAbsent(node.id, _ -> new Ear(now));
        boolean hears = world.reach.hears(host, node);
        if (ear.spoke && !hears) {
          listen(ear, true, now);
        }
        ear.spoke = false;
        listen(ear, hears, now);
      }
    }
  }

  private static void listen(Ear ear, boolean heard, long now) {
    boolean noticed = ear.heardSince < 0 && now - ear.lostAt >= NOTICES;
    if (heard) {
      if (ear.heardSince < 0) {
        ear.heardSince = now;
        ear.ignorantSince = noticed ? now - ASKING : ear.ignorantSince;
      }
      if (now - ear.heardSince >= LEARNS) {
        ear.ignorantSince = Math.max(ear.ignorantSince, now - LEARNS);
      }
    } else {
      ear.lostAt = ear.heardSince < 0 ? ear.lostAt : now;
      ear.heardSince = -1;
      ear.ignorantSince = noticed ? now : ear.ignorantSince;
    }
  }

  /** How far behind an exact count of the entity may be about that node, ms. */
  long ignorance(SimNode node, long now) {
    Ear ear = ears.get(node.id);
    return ear == null ? LEARNS : now - ear.ignorantSince;
  }
}
