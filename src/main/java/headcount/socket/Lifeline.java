package headcount.socket;

/**
 * When a connection last gave a sign of life, and what is due for it: ping, timeout, the end of its
 * token, patience with a full socket. Confined to its event loop.
 */
abstract class Lifeline extends Timed {
  private static final long NONE = Long.MIN_VALUE;

  final Host host;

  /** Nano time of the upgrade. */
  final long openedAt;

  private long seenAt;
  private long pingedAt;
  private long fullSince = NONE;
  private long rate;

  Lifeline(Host host) {
    this.host = host;
    this.openedAt = host.nowNanos();
    this.seenAt = openedAt;
    this.pingedAt = openedAt;
    this.rate = openedAt;
  }

  /** A frame came; false if that was one too many. */
  final boolean frameCame() {
    long now = host.nowNanos();
    seenAt = now;
    var allowed = host.access().settings().limits().frames();
    if (!allowed.allows(rate, now)) {
      return false;
    }
    rate = allowed.take(rate, now);
    return true;
  }

  /** The socket became full, or took everything again. */
  final void writable(boolean now) {
    fullSince = now ? NONE : host.nowNanos();
    if (!now) {
      plan(host.nowNanos());
    }
  }

  @Override
  final void due(long now) {
    SocketSettings settings = host.settings();
    if (greeting() && now - openedAt >= settings.deadlines().connect().toNanos()) {
      overdue(CloseCode.SILENT, "no connect in time", host.wallMillis());
    } else if (now - seenAt >= settings.deadlines().timeout().toNanos()) {
      overdue(CloseCode.SILENT, CloseCode.SILENT.reason(), lastSignMillis(now));
    } else if (fullSince != NONE
        && now - fullSince >= settings.deadlines().slowReader().toNanos()) {
      host.meters().slowConsumer();
      overdue(CloseCode.OVERLOADED, CloseCode.OVERLOADED.reason(), host.wallMillis());
    } else if (endsAtMillis() <= host.wallMillis()) {
      overdue(CloseCode.BAD_TOKEN, "the token has ended", host.wallMillis());
    } else {
      pingIfSilent(now);
      plan(now);
    }
  }

  /** Puts the earliest deadline on the wheel. */
  final void plan(long now) {
    SocketSettings settings = host.settings();
    long next = seenAt + settings.deadlines().timeout().toNanos();
    next = sooner(next, lastExchange() + settings.deadlines().heartbeat().toNanos());
    if (greeting()) {
      next = sooner(next, openedAt + settings.deadlines().connect().toNanos());
    }
    if (fullSince != NONE) {
      next = sooner(next, fullSince + settings.deadlines().slowReader().toNanos());
    }
    long tokenLeft = Math.clamp(endsAtMillis() - host.wallMillis(), 0, 3_600_000);
    host.wheel().schedule(this, sooner(next, now + tokenLeft * 1_000_000));
  }

  private void pingIfSilent(long now) {
    if (!greeting() && now - lastExchange() >= host.settings().deadlines().heartbeat().toNanos()) {
      pingedAt = now;
      ping();
    }
  }

  private long lastExchange() {
    return seenAt - pingedAt > 0 ? seenAt : pingedAt;
  }

  private long lastSignMillis(long now) {
    return host.wallMillis() - (now - seenAt) / 1_000_000;
  }

  private static long sooner(long a, long b) {
    return a - b <= 0 ? a : b;
  }

  /** Whether it has not said who it is yet. */
  abstract boolean greeting();

  /** When its token ends, Unix ms; Long.MAX_VALUE where it has none. */
  abstract long endsAtMillis();

  abstract void ping();

  /** The connection is over; the last sign of life was then. */
  abstract void overdue(CloseCode code, String why, long endedAtMillis);
}
