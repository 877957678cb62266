package headcount.presence;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One stream on one relay worker: the truth about this node's tabs, told to the stream's entity.
 *
 * <p>Pure and single-threaded. {@code now} is monotonic nanos and never goes back. It must be
 * ticked whenever {@link #nextDue} has come; a tick that comes late tells it that its node paused.
 *
 * <p>A machine of a generation above 0 that does not resume says nothing for sure before it was
 * given the tabs that there are by {@link #audit}, be it none.
 */
public final class RelayMachine {
  /** Deltas sent in one go at most; what is over goes an interval later. */
  private static final int BURST = 8;

  private final Source source;
  private final CountSettings settings;
  private final Set<Rule> rules;
  private final RelayTabs tabs;
  private final DigestPace digests;
  private final Assurance assurance;
  private final Audit audit = new Audit();

  private long seq;
  private long acked;
  private long totalJoins;
  private long totalLeaves;
  private long epoch;
  private long endSeen;
  private long endedAt = Long.MIN_VALUE;
  private long lastDelta;
  private long lastDigest;
  private long lastTick;
  private boolean rebuilt;
  private boolean announced;

  /** Whether the last known count is from before this relay cared: too old to be served. */
  private boolean outdated;

  private boolean watching;
  private boolean draining;
  private boolean drainTold;
  private @Nullable Headcount head;
  private @Nullable Headcount lastServed;
  private @Nullable BroadcastRef broadcast;
  private @Nullable SnapshotOffer offer;

  /**
   * Begins with no tabs.
   *
   * @param source whose truth this is
   * @param hashKey the same on every node
   * @param resumed {@link #mark} of this stream when this worker forgot it; all zero if it never
   *     knew it
   */
  public RelayMachine(
      Source source, CountSettings settings, long hashKey, SourceMark resumed, long now) {
    this(source, settings, hashKey, resumed, now, Rule.all());
  }

  RelayMachine(
      Source source,
      CountSettings settings,
      long hashKey,
      SourceMark resumed,
      long now,
      Set<Rule> rules) {
    this.source = source;
    this.settings = settings;
    this.rules = rules;
    this.tabs = new RelayTabs(hashKey);
    this.digests = new DigestPace(settings.relay(), now);
    this.assurance = new Assurance(settings, rules);
    this.seq = resumed.seq();
    this.acked = resumed.seq();
    this.totalJoins = resumed.joins();
    this.totalLeaves = resumed.leaves();
    this.lastDelta = now - settings.relay().deltaNanos();
    this.lastDigest = now - settings.repeatNanos();
    this.lastTick = now;
    this.rebuilt = source.generation() == 0 || resumed.seq() > 0;
    this.announced = rebuilt;
  }

  /** The tab watches; true if that is news. The first joined-at of a session stays. */
  public boolean join(Tab tab, long now, RelayEffects out) {
    boolean idle = !interested();
    if (!tabs.join(tab)) {
      return false;
    }
    outdated |= idle;
    totalJoins++;
    flushIfDue(now, out);
    return true;
  }

  /** The session watches no longer; returns its tab, or null if it was not here. */
  public @Nullable Tab leave(SessionId session, long now, RelayEffects out) {
    Tab tab = draining ? tabs.depart(session.value()) : tabs.leave(session.value());
    if (tab != null && !draining) {
      totalLeaves++;
      flushIfDue(now, out);
    }
    return tab;
  }

  /** Whether somebody here wants the count without being counted. */
  public void watch(boolean watching, long now, RelayEffects out) {
    boolean news = watching && !this.watching;
    outdated |= news && !interested();
    this.watching = watching;
    if (news) {
      digest(now, 0, out);
    }
  }

  /** The entity says something. */
  public void receive(ToRelay message, long now, RelayEffects out) {
    switch (message) {
      case ToRelay.Ack ack -> acknowledged(ack);
      case ToRelay.NeedSnapshot need -> snapshotNeeded(need, now, out);
      case ToRelay.Ask ask -> {
        current(ask.epoch());
        digest(now, ask.epoch(), out);
      }
      case ToRelay.Published published -> told(published.headcount(), published.broadcast());
      case ToRelay.Ended ended -> ended(ended, now, out);
    }
    serve(now, out);
  }

  /**
   * Time has passed.
   *
   * @param hostBeatAge nanos since the last beat of the node whose entity spoke last; 0 if that is
   *     this node, or nobody spoke yet
   */
  public void tick(long now, long hostBeatAge, RelayEffects out) {
    if (now - lastTick > CountSettings.TICK_NANOS + settings.pauseNanos()) {
      assurance.paused();
    }
    lastTick = now;
    if (hostBeatAge > settings.silentNanos()) {
      assurance.lostSight();
    }
    flushIfDue(now, out);
    if (now >= questionDue()) {
      digest(now, 0, out);
    } else if (now >= digests.due() && interested()) {
      digests.sent(now);
      digest(now, 0, out);
    }
    serve(now, out);
  }

  /** When the next tick is due, monotonic nanos; at most a second away, perhaps in the past. */
  public long nextDue(long now) {
    long due = Math.min(lastTick + CountSettings.TICK_NANOS, questionDue());
    if (tabs.unsaid() > 0) {
      due = Math.min(due, lastDelta + settings.relay().deltaNanos());
    }
    return interested() ? Math.min(due, digests.due()) : due;
  }

  /** This node leaves: from now on tabs that go are held by the entity. Not undone. */
  public void draining(long now, RelayEffects out) {
    if (draining) {
      return;
    }
    flush(now, out);
    draining = true;
    if (interested()) {
      out.send(new ToEntity.Draining(source, epoch));
      digest(now, 0, out);
    }
  }

  /**
   * The last known count with a truthful quality; null while none is known, or none since somebody
   * here watches.
   */
  public @Nullable Headcount served(long now) {
    Headcount known = head;
    if (known == null || outdated) {
      return null;
    }
    Quality told = known.epoch() < epoch ? Quality.RECOVERING : known.quality();
    return known.as(assurance.quality(told, now));
  }

  /** What is on, as far as the entity said; null while it has not. */
  public @Nullable BroadcastRef broadcast() {
    return broadcast;
  }

  /** Whether it holds nothing, owes nothing and nobody watches: {@link #mark} is all to keep. */
  public boolean forgettable(long now) {
    boolean endSettled = endedAt == Long.MIN_VALUE || now - endedAt > settings.holdNanos();
    return !interested() && endSettled;
  }

  /** Where to go on from when the stream comes back. */
  public SourceMark mark() {
    return new SourceMark(seq, totalJoins, totalLeaves);
  }

  /** Tabs here. */
  public int connections() {
    return tabs.connections();
  }

  /** A copy of the tabs here. */
  public Collection<Tab> tabs() {
    return tabs.present();
  }

  /**
   * Compares with the sockets' truth. A difference is made good when two audits in a row show it,
   * because the truth is gathered while tabs come and go; the first audit of a later generation is
   * taken as it is.
   */
  public void audit(Collection<Tab> truth, long now, RelayEffects out) {
    Audit.Difference difference = audit.compare(truth, tabs, !rebuilt);
    boolean first = !rebuilt;
    rebuilt = true;
    difference.leaves().forEach(session -> leave(session, now, out));
    difference.joins().forEach(tab -> join(tab, now, out));
    if (first) {
      digest(now, 0, out);
    }
  }

  /** Whether there is something to say or to hear about this stream. */
  private boolean interested() {
    return !tabs.isEmpty() || watching || acked < seq || !announced;
  }

  private long questionDue() {
    boolean open = assurance.waiting() || assurance.outOfSight() || (draining && !drainTold);
    if (!open || !interested() || !rules.contains(Rule.QUESTION_REPEATS)) {
      return Long.MAX_VALUE;
    }
    long since = assurance.waiting() ? Math.max(lastDigest, assurance.askedAt()) : lastDigest;
    return since + settings.repeatNanos();
  }

  private void flushIfDue(long now, RelayEffects out) {
    if (tabs.unsaid() > 0 && now - lastDelta >= settings.relay().deltaNanos()) {
      flush(now, out);
    }
  }

  private void flush(long now, RelayEffects out) {
    int most = settings.relay().deltaOperations();
    for (int sent = 0; sent < BURST && tabs.unsaid() > 0; sent++) {
      List<SessionId> leaves = tabs.sayLeaves(most);
      List<Tab> joins = tabs.sayJoins(most - leaves.size());
      out.send(new ToEntity.Delta(source, ++seq, epoch, joins, leaves, totalJoins, totalLeaves));
      lastDelta = now;
      assurance.said(now);
      digests.changed(now);
    }
  }

  private void digest(long now, long answers, RelayEffects out) {
    boolean pending = tabs.unsaid() > 0 || !rebuilt;
    out.send(
        new ToEntity.Digest(
            source,
            seq,
            epoch,
            tabs.saidCount(),
            tabs.saidHash(),
            pending,
            draining,
            watching,
            answers,
            totalJoins,
            totalLeaves,
            endSeen,
            head));
    lastDigest = now;
    if (interested()) {
      assurance.said(now);
    }
  }

  /** Whether an entity of that epoch may speak. */
  private boolean current(long spoken) {
    if (spoken < epoch && rules.contains(Rule.EPOCH_FENCES)) {
      return false;
    }
    epoch = Math.max(epoch, spoken);
    return true;
  }

  private void acknowledged(ToRelay.Ack ack) {
    if (!ack.source().equals(source) || !current(ack.epoch())) {
      return;
    }
    acked = Math.max(acked, Math.min(seq, ack.seq()));
    assurance.answered(acked == seq, lastDelta);
    drainTold = draining;
    announced |= rebuilt;
    if (offer != null && offer.mark().seq() <= acked) {
      offer = null;
    }
    Headcount count = ack.headcount();
    if (count != null && rules.contains(Rule.ACK_COUNTS)) {
      told(count, ack.broadcast());
    }
  }

  private void told(Headcount count, @Nullable BroadcastRef on) {
    if (!current(count.epoch()) || (head != null && head.newerThan(count))) {
      return;
    }
    head = count;
    broadcast = on == null ? broadcast : on;
    outdated = false;
    assurance.told();
  }

  private void snapshotNeeded(ToRelay.NeedSnapshot need, long now, RelayEffects out) {
    if (!need.source().equals(source) || !current(need.epoch())) {
      digest(now, 0, out);
      return;
    }
    SnapshotOffer offered = offer;
    if (offered == null || offered.nonce() != need.nonce()) {
      offered = offer(need.nonce(), now);
    }
    int size = settings.relay().chunkTabs();
    if (need.chunk() < 0 || need.chunk() >= offered.chunks(size)) {
      return;
    }
    out.send(
        new ToEntity.SnapshotChunk(
            source,
            epoch,
            need.nonce(),
            offered.mark().seq(),
            need.chunk(),
            offered.chunks(size),
            offered.chunk(need.chunk(), size),
            offered.mark().joins(),
            offered.mark().leaves()));
  }

  /** What is unsaid goes into the snapshot, as if a delta had said it. */
  private SnapshotOffer offer(long nonce, long now) {
    if (tabs.unsaid() > 0) {
      seq++;
      lastDelta = now;
      assurance.said(now);
      digests.changed(now);
    }
    SnapshotOffer made = new SnapshotOffer(nonce, mark(), tabs.sayAll());
    offer = made;
    return made;
  }

  private void ended(ToRelay.Ended ended, long now, RelayEffects out) {
    if (!current(ended.epoch())) {
      return;
    }
    endedAt = now;
    if (ended.mark() > endSeen) {
      endSeen = ended.mark();
      boolean held = !tabs.isEmpty();
      totalLeaves += tabs.connections();
      tabs.drop();
      offer = null;
      if (held) {
        seq++;
        out.ended();
      }
    }
    digest(now, 0, out);
  }

  private void serve(long now, RelayEffects out) {
    Headcount count = served(now);
    if (count != null && (lastServed == null || !count.sameFigures(lastServed))) {
      lastServed = count;
      out.served(count);
    }
  }
}
