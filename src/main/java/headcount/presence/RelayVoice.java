package headcount.presence;

import java.util.List;

/**
 * What a relay says of its tabs: deltas, digests and snapshots, numbered without a gap. Not
 * thread-safe.
 */
final class RelayVoice {
  /** Deltas sent in one go at most; what is over goes an interval later. */
  private static final int BURST = 8;

  private final Source source;
  private final CountSettings settings;
  private final RelayTabs tabs;
  private final HeardCount heard;
  private final Assurance assurance;
  private final DigestPace digests;
  private final Leaving leaving;
  private final Snapshots snapshots;
  private long seq;
  private long acked;
  private long totalJoins;
  private long totalLeaves;
  private long endSeen;
  private long lastDelta;
  private long lastDigest;

  /** Whether the tabs here are all that there are. */
  private boolean rebuilt;

  /** Whether the entity knows that this source exists. */
  private boolean announced;

  private boolean watching;

  RelayVoice(
      Source source,
      CountSettings settings,
      RelayTabs tabs,
      HeardCount heard,
      Assurance assurance,
      Beginning from) {
    this.source = source;
    this.settings = settings;
    this.tabs = tabs;
    this.heard = heard;
    this.assurance = assurance;
    this.digests = new DigestPace(settings.relay(), from.now());
    this.leaving = new Leaving(settings);
    this.snapshots = new Snapshots(tabs);
    SourceMark mark = from.resumed();
    this.seq = mark.seq();
    this.acked = mark.seq();
    this.totalJoins = mark.joins();
    this.totalLeaves = mark.leaves();
    this.lastDelta = from.now() - settings.relay().deltaNanos();
    this.lastDigest = from.now() - settings.repeatNanos();
    this.rebuilt = source.generation() == 0 || mark.seq() > 0;
    this.announced = rebuilt;
  }

  /** When a relay begins, and from where its numbers go on. */
  record Beginning(SourceMark resumed, long now) {}

  /** Whether there is something to say or to hear about this stream. */
  boolean interested() {
    return !tabs.isEmpty() || watching || acked < seq || !announced;
  }

  boolean rebuilt() {
    return rebuilt;
  }

  Leaving leaving() {
    return leaving;
  }

  boolean watching() {
    return watching;
  }

  long lastDigest() {
    return lastDigest;
  }

  DigestPace digests() {
    return digests;
  }

  SourceMark mark() {
    return new SourceMark(seq, totalJoins, totalLeaves);
  }

  void joined(long now, RelayEffects out) {
    totalJoins++;
    flushIfDue(now, out);
  }

  void left(int tabs, long now, RelayEffects out) {
    totalLeaves += tabs;
    flushIfDue(now, out);
  }

  void watch(boolean wanted) {
    watching = wanted;
  }

  void whole() {
    rebuilt = true;
  }

  /** From now on tabs that go are said to be here for a while. */
  void leave(long now, RelayEffects out) {
    if (leaving.begin(now)) {
      flush(now, out);
      sayLeaving(now, out);
    }
  }

  /** No socket is left: who is still said to be here is held from now on. */
  void close(long now, RelayEffects out) {
    if (leaving.close(now)) {
      flush(now, out);
      tabs.departAll(leaving.heldUntil());
      sayLeaving(now, out);
    }
  }

  private void sayLeaving(long now, RelayEffects out) {
    if (interested()) {
      out.send(new ToEntity.Draining(source, heard.epoch()));
      digest(now, 0, out);
    }
  }

  /** Whether something was said that the entity did not acknowledge. */
  boolean unanswered() {
    return tabs.unsaid() > 0 || acked < seq;
  }

  /** When the next delta is due; {@code otherwise} while nothing is unsaid. */
  long nextDelta(long otherwise) {
    return tabs.unsaid() > 0
        ? Math.min(otherwise, lastDelta + settings.relay().deltaNanos())
        : otherwise;
  }

  void flushIfDue(long now, RelayEffects out) {
    if (tabs.unsaid() > 0 && now - lastDelta >= settings.relay().deltaNanos()) {
      flush(now, out);
    }
  }

  private void flush(long now, RelayEffects out) {
    int most = settings.relay().deltaOperations();
    for (int sent = 0; sent < BURST && tabs.unsaid() > 0; sent++) {
      List<SessionId> leaves = tabs.sayLeaves(most);
      List<Tab> joins = tabs.sayJoins(most - leaves.size());
      long epoch = heard.epoch();
      out.send(new ToEntity.Delta(source, ++seq, epoch, joins, leaves, totalJoins, totalLeaves));
      spoke(now);
    }
  }

  private void spoke(long now) {
    lastDelta = now;
    assurance.said(now);
    digests.changed(now);
  }

  /**
   * Says in short what is here.
   *
   * @param answers epoch of the question that this answers; 0 if none
   */
  void digest(long now, long answers, RelayEffects out) {
    boolean pending = tabs.unsaid() > 0 || !rebuilt;
    out.send(
        new ToEntity.Digest(
            source,
            seq,
            heard.epoch(),
            tabs.saidCount(),
            tabs.saidHash(),
            pending,
            leaving.begun(),
            watching,
            answers,
            totalJoins,
            totalLeaves,
            endSeen,
            heard.newest()));
    lastDigest = now;
    if (interested()) {
      assurance.said(now);
    }
  }

  /** Everything up to that number is counted. */
  void acknowledged(long upTo, long now) {
    acked = Math.max(acked, Math.min(seq, upTo));
    assurance.answered(acked == seq, lastDelta);
    leaving.answered(now);
    announced |= rebuilt;
    snapshots.acknowledged(acked);
  }

  void snapshotNeeded(ToRelay.NeedSnapshot need, long now, RelayEffects out) {
    if (!need.source().equals(source) || !heard.current(need.epoch())) {
      digest(now, 0, out);
      return;
    }
    if (!snapshots.offers(need.nonce()) && tabs.unsaid() > 0) {
      // what is unsaid goes into the snapshot, as if a delta had said it
      seq++;
      spoke(now);
    }
    var offer = snapshots.offer(need.nonce(), mark());
    int size = settings.relay().chunkTabs();
    if (need.chunk() >= 0 && need.chunk() < offer.chunks(size)) {
      out.send(offer.say(source, heard.epoch(), need.chunk(), size));
    }
  }

  long endSeen() {
    return endSeen;
  }

  void obeyed(long mark) {
    endSeen = Math.max(endSeen, mark);
  }

  /**
   * The broadcast was ended: drops all tabs, unless this end was obeyed; true if there were any.
   * One that does not know its tabs yet cannot obey, and is told again.
   */
  boolean ended(long mark) {
    if (mark <= endSeen || !rebuilt) {
      return false;
    }
    endSeen = mark;
    boolean held = !tabs.isEmpty();
    totalLeaves += tabs.connections();
    tabs.drop();
    snapshots.drop();
    seq += held ? 1 : 0;
    return held;
  }
}
