package headcount.presence.sim;

import org.jspecify.annotations.Nullable;

/** Since when the entity has been where it should be, at work and in good health. */
final class Tenure {
  private final World world;
  private long homelessSince = -1;
  private long lastHomeless;
  private long calmSince;
  private @Nullable SimEntity calmAt;

  Tenure(World world) {
    this.world = world;
  }

  /** The entity where it should be, on a node in good health; null while there is none. */
  @Nullable SimEntity rightful() {
    SimNode host = world.host();
    return host == null || !host.ok() ? null : host.entity;
  }

  /**
   * Since when one entity has been at work, with its node in good health. A pause or a cut, of its
   * node or of most others, extends whatever an entity holds.
   */
  long calmSince() {
    return calmSince;
  }

  /** Looks whether it still is. */
  void sample(long now) {
    SimEntity rightful = rightful();
    SimNode host = world.host();
    boolean hears = host != null && host.hearsMost();
    if (rightful == null || rightful != calmAt || !hears) {
      calmSince = now;
      calmAt = rightful;
    }
  }

  /** Who was counted before the entity was last without a home can be expected to be counted. */
  long trustedBefore(long now) {
    SimEntity entity = rightful();
    boolean home = entity != null && now - entity.startedAt > 6_000 && entity.exactOnce;
    if (!home) {
      homelessSince = homelessSince < 0 ? now : homelessSince;
      lastHomeless = now;
    } else if (now - lastHomeless > 10_000) {
      homelessSince = -1;
    }
    return (homelessSince < 0 ? now : homelessSince) - 12_000;
  }
}
