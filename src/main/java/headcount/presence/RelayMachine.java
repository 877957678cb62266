package headcount.presence;

import java.util.Collection;
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
  private final Source source;
  private final CountSettings settings;
  private final Set<Rule> rules;
  private final RelayTabs tabs;
  private final Assurance assurance;
  private final HeardCount heard;
  private final RelayVoice voice;
  private final Audit audit = new Audit();
  private long endedAt = Long.MIN_VALUE;

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
    this.assurance = new Assurance(settings, rules, now);
    this.heard = new HeardCount(rules, assurance);
    var from = new RelayVoice.Beginning(resumed, now);
    this.voice = new RelayVoice(source, settings, tabs, heard, assurance, from);
  }

  /** The tab watches; true if that is news. The first joined-at of a session stays. */
  public boolean join(Tab tab, long now, RelayEffects out) {
    boolean idle = !voice.interested();
    if (!tabs.join(tab)) {
      return false;
    }
    if (idle) {
      heard.outdate();
    }
    voice.joined(now, out);
    return true;
  }

  /** The session watches no longer; returns its tab, or null if it was not here. */
  public @Nullable Tab leave(SessionId session, long now, RelayEffects out) {
    var leaving = voice.leaving();
    if (leaving.begun()) {
      return tabs.depart(session.value(), leaving.movedAt(now, rules));
    }
    Tab tab = tabs.leave(session.value());
    voice.left(tab == null ? 0 : 1, now, out);
    return tab;
  }

  /** Whether somebody here wants the count without being counted. */
  public void watch(boolean watching, long now, RelayEffects out) {
    boolean news = watching && !voice.watching();
    if (news && !voice.interested()) {
      heard.outdate();
    }
    voice.watch(watching);
    if (news) {
      voice.digest(now, 0, out);
    }
  }

  /** The entity says something. */
  public void receive(ToRelay message, long now, RelayEffects out) {
    assurance.wake(now);
    switch (message) {
      case ToRelay.Ack ack -> acknowledged(ack, now);
      case ToRelay.NeedSnapshot need -> voice.snapshotNeeded(need, now, out);
      case ToRelay.Ask ask -> {
        heard.current(ask.epoch());
        voice.digest(now, ask.epoch(), out);
      }
      case ToRelay.Published published ->
          heard.told(published.headcount(), published.broadcast(), now);
      case ToRelay.Ended ended -> ended(ended, now, out);
    }
    heard.serve(now, out);
  }

  private void acknowledged(ToRelay.Ack ack, long now) {
    if (!ack.source().equals(source) || !heard.current(ack.epoch())) {
      return;
    }
    voice.acknowledged(ack.seq(), now);
    Headcount count = ack.headcount();
    if (count != null && rules.contains(Rule.ACK_COUNTS)) {
      heard.told(count, ack.broadcast(), now);
    }
  }

  private void ended(ToRelay.Ended ended, long now, RelayEffects out) {
    if (!heard.current(ended.epoch())) {
      return;
    }
    endedAt = now;
    if (voice.ended(ended.mark())) {
      heard.ended();
      out.ended();
    }
    voice.digest(now, 0, out);
  }

  /**
   * Time has passed.
   *
   * @param hostBeatAge nanos since the last beat of the node whose entity spoke last, or of the
   *     entity itself where that is this node; 0 if nobody spoke yet
   */
  public void tick(long now, long hostBeatAge, RelayEffects out) {
    assurance.tick(now);
    if (hostBeatAge > settings.silentNanos()) {
      assurance.lostSight();
    }
    voice.left(tabs.letGo(now), now, out);
    if (now >= questionDue()) {
      voice.digest(now, 0, out);
    } else if (now >= voice.digests().due() && voice.interested()) {
      voice.digests().sent(now);
      voice.digest(now, 0, out);
    }
    heard.serve(now, out);
  }

  /** When the next tick is due, monotonic nanos; at most a second away, perhaps in the past. */
  public long nextDue(long now) {
    long due = Math.min(assurance.lastTick() + CountSettings.TICK_NANOS, questionDue());
    due = Math.min(voice.nextDelta(due), tabs.departureDue());
    return voice.interested() ? Math.min(due, voice.digests().due()) : due;
  }

  private long questionDue() {
    return voice.interested()
        ? assurance.questionDue(voice.leaving().untold(), voice.lastDigest())
        : Long.MAX_VALUE;
  }

  /** This node leaves: a tab that goes is counted until its next one is surely known. */
  public void draining(long now, RelayEffects out) {
    voice.leave(now, out);
  }

  /** This leaving node has closed its last socket: whoever was still here is held. */
  public void closed(long now, RelayEffects out) {
    voice.close(now, out);
  }

  /** Whether the entity knows whom this node held when it closed its last socket. */
  public boolean farewell() {
    Leaving leaving = voice.leaving();
    boolean said = leaving.over(!voice.unanswered(), rules);
    return !voice.interested() || (said && tabs.departureDue() >= leaving.heldUntil());
  }

  /**
   * The last known count with a truthful quality; null while none is known, or none since somebody
   * here watches.
   */
  public @Nullable Headcount served(long now) {
    return heard.served(now);
  }

  /** What is on, as far as the entity said; null while it has not. */
  public @Nullable BroadcastRef broadcast() {
    return heard.broadcast();
  }

  /** Whether it holds, owes and misses nothing and nobody watches: {@link #mark} is all to keep. */
  public boolean forgettable(long now) {
    boolean endSettled = endedAt == Long.MIN_VALUE || now - endedAt > settings.holdNanos();
    return !voice.interested() && endSettled && !audit.suspects();
  }

  /** Where to go on from when the stream comes back. */
  public SourceMark mark() {
    return voice.mark();
  }

  /**
   * The last end that was obeyed, 0 if none: to be handed to {@link #obeyed} when the stream comes
   * back, and of any later generation, lest an end that is told again ends tabs of after it.
   */
  public long endSeen() {
    return voice.endSeen();
  }

  /** An earlier life of this relay has obeyed that end. */
  public void obeyed(long endMark) {
    voice.obeyed(endMark);
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
   * as tabs come and go meanwhile; the first audit of a later generation is taken as it is.
   */
  public void audit(Collection<Tab> truth, long now, RelayEffects out) {
    boolean first = !voice.rebuilt();
    Audit.Difference difference = audit.compare(truth, tabs, first);
    voice.whole();
    difference.leaves().forEach(session -> leave(session, now, out));
    difference.joins().forEach(tab -> join(tab, now, out));
    if (first) {
      voice.digest(now, 0, out);
    }
  }
}
