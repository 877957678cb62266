package headcount.presence;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One stream's count, merged from the sources on all nodes.
 *
 * <p>Pure and single-threaded. {@code now} is monotonic nanos and never goes back, {@code wall} is
 * Unix ms and may. It must be ticked whenever {@link #nextDue} has come; a tick that comes late
 * tells it that its node paused. Once fenced it does nothing.
 */
public final class EntityMachine {
  private static final long BUSY_TICK_NANOS = 200_000_000L;

  private final CountSettings settings;
  private final Set<Rule> rules;
  private final CheckpointBook book;
  private final SourceLedger ledger;
  private final Statement statement;
  private final SnapshotPuller puller;
  private final SourceTalk talk;
  private final MemberAnswers answers;
  private final ListedSources listed = new ListedSources();
  private final Floor floor = new Floor();
  private final Endings endings = new Endings();
  private final Listeners listeners;
  private final Certainty certainty;
  private final Set<Long> ownEpochs = new HashSet<>();

  private boolean over;
  private boolean storeAnswered;

  /** Whether none of the nodes that the store names is there any more: all were started anew. */
  private boolean restarted;

  private long lastTick;
  private long lastWall;
  private long lastPublish;
  private long lastAsk;
  private long drawnVersion;

  /** Begins to ask and to count; the store's answer comes by {@link #loaded}. */
  public EntityMachine(EntityHost host, CountSettings settings, long hashKey, long now, long wall) {
    this(host, settings, hashKey, now, wall, Rule.all());
  }

  EntityMachine(
      EntityHost host, CountSettings settings, long hashKey, long now, long wall, Set<Rule> rules) {
    this.settings = settings;
    this.rules = rules;
    this.book = new CheckpointBook(settings.entity().differenceTabs(), rules);
    this.ledger = new SourceLedger(hashKey, book);
    this.statement = new Statement(Math.max(1, wall), wall);
    long seed = host.incarnation().getLeastSignificantBits() ^ wall;
    this.puller = new SnapshotPuller(settings, ledger, statement, seed);
    this.talk = new SourceTalk(settings, rules, ledger, puller, statement);
    this.answers = new MemberAnswers(host, rules);
    this.listeners = new Listeners(settings, rules.contains(Rule.COUNT_REPEATS));
    this.certainty = new Certainty(host, settings, rules, now);
    this.lastTick = now;
    this.lastWall = wall;
    this.lastPublish = now - settings.entity().publishNanos();
    this.lastAsk = now - settings.repeatNanos();
    ownEpochs.add(statement.epoch());
  }

  /** What the store knew; null if it knew nothing. */
  public void loaded(@Nullable Loaded stored, long now, long wall, EntityEffects out) {
    if (over || certainty.isLoaded()) {
      return;
    }
    certainty.loaded();
    storeAnswered = true;
    Map<Source, SourceMark> marks = stored == null ? Map.of() : stored.sources();
    if (stored != null && stored.epoch() >= statement.epoch()) {
      raise(stored.epoch() + 1);
    }
    restarted = marks.keySet().stream().noneMatch(s -> answers.members().contains(s.incarnation()));
    if (stored != null && !floor.isGone()) {
      floor.raise(stored.viewers(), stored.connections(), stored.anonymous());
      if (rules.contains(Rule.LISTED_HELD)) {
        marks.forEach(this::list);
      }
    }
    for (SourceState state : ledger.states()) {
      base(state, marks.get(state.source));
    }
    settle(now, wall, out);
  }

  private void list(Source source, SourceMark mark) {
    if (!ledger.has(source) && !answers.hasAnswered(source.incarnation())) {
      listed.add(source, mark);
    }
  }

  /** The store cannot be reached; {@link #loaded} may still come. */
  public void loadFailed(long now, EntityEffects out) {
    storeAnswered = true;
    settle(now, lastWall, out);
  }

  /** Who may hold tabs now. */
  public void members(Set<UUID> members, long now, EntityEffects out) {
    answers.members(members);
    lastAsk = now - settings.repeatNanos();
    settle(now, lastWall, out);
  }

  /** A relay says something. */
  public void receive(ToEntity message, long now, long wall, EntityEffects out) {
    wake(now);
    if (over || overtaken(message.epochSeen(), out) || unheard(message, now, out)) {
      return;
    }
    SourceState speaker = ledger.get(message.source());
    if (speaker != null) {
      speaker.heardAt = now;
    }
    switch (message) {
      case ToEntity.Delta delta -> talk.delta(known(delta, now), delta, now, out);
      case ToEntity.Digest digest -> digest(digest, now, out);
      case ToEntity.SnapshotChunk chunk -> {
        SourceState state = ledger.get(chunk.source());
        if (state != null) {
          talk.chunk(state, chunk, now, out);
        }
      }
      case ToEntity.Draining draining -> {
        SourceState state = ledger.get(draining.source());
        if (state != null) {
          talk.leaving(state, true, now);
        }
      }
    }
    settle(now, wall, out);
  }

  /** Whether the message is not to be taken: of an earlier generation, or of before the end. */
  private boolean unheard(ToEntity message, long now, EntityEffects out) {
    boolean outdated = ledger.outdated(message.source());
    if (outdated && rules.contains(Rule.GENERATION_REPLACES)) {
      return true;
    }
    UUID node = message.source().incarnation();
    if (message instanceof ToEntity.Digest digest) {
      endings.seen(digest.endSeen());
      endings.obeyed(node, digest.endSeen());
    }
    if (endings.owes(node)) {
      tellEnded(now, out);
      return true;
    }
    return false;
  }

  /** A higher epoch is about: go above it while nothing is stored, otherwise stop. */
  private boolean overtaken(long seen, EntityEffects out) {
    if (seen <= statement.epoch() || !rules.contains(Rule.EPOCH_FENCES)) {
      return false;
    }
    if (book.established() || !rules.contains(Rule.EPOCH_RAISED)) {
      over = true;
      out.fenced();
      return true;
    }
    raise(seen + 1);
    answers.reset();
    lastAsk = lastTick - settings.repeatNanos();
    return false;
  }

  private void raise(long epoch) {
    statement.raise(epoch);
    ownEpochs.add(epoch);
    drawnVersion = 0;
  }

  private SourceState known(ToEntity.Delta delta, long now) {
    SourceState state = ledger.get(delta.source());
    if (state == null) {
      state = created(delta.source(), now);
      state.totals(
          delta.totalJoins() - delta.joins().size(), delta.totalLeaves() - delta.leaves().size());
      if (delta.seq() == 1) {
        state.last = 0;
        state.synced = delta.source().generation() == 0 || !rules.contains(Rule.PENDING_AWAITED);
      }
      baseIfSettled(state);
    }
    return state;
  }

  private SourceState created(Source source, long now) {
    SourceState state = ledger.create(source, now);
    SourceMark mark = listed.remove(source);
    if (mark != null) {
      base(state, mark);
    }
    return state;
  }

  /** From where a source's joins and leaves count, once the store has said what it knows. */
  private void baseIfSettled(SourceState state) {
    if (certainty.isLoaded()) {
      base(state, null);
    } else if (storeAnswered) {
      base(state, new SourceMark(0, state.totalJoins, state.totalLeaves));
    }
  }

  private static void base(SourceState state, @Nullable SourceMark mark) {
    if (state.baseJoins == SourceState.UNKNOWN) {
      state.baseJoins = mark == null ? 0 : mark.joins();
      state.baseLeaves = mark == null ? 0 : mark.leaves();
    }
  }

  private void digest(ToEntity.Digest digest, long now, EntityEffects out) {
    UUID node = digest.source().incarnation();
    Headcount last = digest.last();
    if (last != null && rules.contains(Rule.FLOOR)) {
      floor.raise(last.viewers(), last.connections(), last.anonymous());
    }
    if (digest.watching()) {
      listeners.watching(node, now);
    }
    if (ownEpochs.contains(digest.answers())) {
      answers.answered(node);
      listed.answered(node);
    }
    SourceState state = ledger.get(digest.source());
    if (state != null) {
      talk.digest(state, digest, now, out);
    } else if (digest.connections() == 0 && !digest.pending()) {
      talk.replaceEarlier(digest.source(), out);
      talk.ack(digest.source(), digest.seq(), out);
    } else {
      SourceState created = created(digest.source(), now);
      created.totals(digest.totalJoins(), digest.totalLeaves());
      baseIfSettled(created);
      talk.digest(created, digest, now, out);
    }
  }

  /** Time has passed. */
  public void tick(long now, long wall, EntityEffects out) {
    wake(now);
    lastTick = now;
    if (over) {
      return;
    }
    for (SourceState state : ledger.copy()) {
      sweep(state, now, out);
    }
    sweepListed(now, out);
    if (rules.contains(Rule.GAP_CONFIRMED)) {
      answers.doubt(node -> certainty.silent(node, certainty.startedAt(), now));
    }
    answers.sweep(node -> certainty.expired(node, certainty.startedAt(), now));
    endings.sweep(
        node ->
            !answers.members().contains(node)
                && certainty.expired(node, certainty.startedAt(), now));
    puller.advance(now, out);
    settle(now, wall, out);
  }

  /** A pause of this node makes nobody look older, and nobody is taken for in step after it. */
  private void wake(long now) {
    long late = now - lastTick;
    if (late <= CountSettings.TICK_NANOS + settings.pauseNanos()) {
      return;
    }
    long pause = late - CountSettings.TICK_NANOS;
    lastTick = now;
    certainty.extend(pause);
    for (SourceState state : ledger.states()) {
      state.bornAt += pause;
      state.drainingSince += state.draining() ? pause : 0;
      if (rules.contains(Rule.PAUSE_CONFIRMED)) {
        state.synced &= answers.isSelf(state.source.incarnation());
      }
    }
    if (rules.contains(Rule.PAUSE_CONFIRMED)) {
      answers.doubt(node -> !answers.isSelf(node));
    }
    settleQuality();
  }

  private void sweep(SourceState state, long now, EntityEffects out) {
    UUID node = state.source.incarnation();
    if (certainty.expired(state, now)) {
      long silence = certainty.silence(node, state.bornAt, now);
      List<Tab> tabs = new java.util.ArrayList<>(ledger.remove(state));
      tabs.addAll(state.ended);
      out.lost(state.source, tabs, silence, state.draining());
    } else if (certainty.silent(node, state.bornAt, now)) {
      state.synced &= !rules.contains(Rule.GAP_CONFIRMED);
    } else if ((!state.synced || forgotten(state, now))
        && state.pull == null
        && (state.askedAt == SourceState.NEVER || now - state.askedAt >= settings.repeatNanos())) {
      talk.ask(state, now, out);
    }
  }

  /** A source that should have spoken by now, alive as it is, may have lost its memory. */
  private boolean forgotten(SourceState state, long now) {
    return state.connections > 0
        && now - state.heardAt > 2 * settings.relay().longestDigestNanos() + settings.silentNanos();
  }

  private void sweepListed(long now, EntityEffects out) {
    boolean back =
        restarted && floor.reachedBy(ledger.viewers()) && ledger.joins() >= listed.connections();
    List<Source> over =
        listed.removeIf(
            source -> back || certainty.expired(source.incarnation(), certainty.startedAt(), now));
    for (Source source : over) {
      long silence = certainty.silence(source.incarnation(), certainty.startedAt(), now);
      out.lost(source, List.of(), silence, false);
    }
  }

  /** When the next tick is due, monotonic nanos; at most a second away, perhaps in the past. */
  public long nextDue(long now) {
    boolean busy = !published() || headcount().quality() != Quality.EXACT || !puller.idle();
    long due = lastTick + (busy ? BUSY_TICK_NANOS : CountSettings.TICK_NANOS);
    return now - lastPublish < settings.entity().publishNanos()
        ? Math.min(due, lastPublish + settings.entity().publishNanos())
        : due;
  }

  /** What is on; told to the relays with the counts. */
  public void broadcast(BroadcastRef ref, long now, EntityEffects out) {
    statement.broadcast(ref);
    settle(now, lastWall, out);
  }

  /** The broadcast is over: nobody watches, until tabs join anew. Safe to repeat. */
  public void end(long now, long wall, EntityEffects out) {
    boolean nothing =
        ledger.viewers().connections() == 0
            && (!endings.isEmpty() || headcount().quality() == Quality.EXACT);
    if (over || nothing) {
      return;
    }
    floor.remove();
    listed.removeIf(source -> true).forEach(source -> out.lost(source, List.of(), 0, false));
    Set<UUID> nodes = new HashSet<>(answers.members());
    nodes.addAll(answers.missing());
    for (SourceState state : ledger.states()) {
      nodes.add(state.source.incarnation());
      state.ended = ledger.clear(state);
      state.synced = false;
      state.pull = null;
      state.held.clear();
    }
    endings.end(wall, nodes);
    lastPublish = now - settings.entity().publishNanos();
    settle(now, wall, out);
  }

  private void tellEnded(long now, EntityEffects out) {
    if (endings.isEmpty()) {
      return;
    }
    long repeat = rules.contains(Rule.END_REPEATS) ? settings.repeatNanos() : Long.MAX_VALUE;
    for (UUID node : endings.due(now, repeat)) {
      out.send(node, new ToRelay.Ended(statement.epoch(), endings.mark()));
    }
  }

  /** Has every relay asked and every source pulled anew; drops nothing. */
  public void recount(long now, EntityEffects out) {
    answers.reset();
    lastAsk = now - settings.repeatNanos();
    for (SourceState state : ledger.copy()) {
      puller.want(state, now, out);
    }
    settle(now, lastWall, out);
  }

  /** Asks, tells and publishes what is due. */
  private void settle(long now, long wall, EntityEffects out) {
    if (over) {
      return;
    }
    lastWall = wall;
    tellEnded(now, out);
    askMembers(now, out);
    if (now - lastPublish < settings.entity().publishNanos()) {
      return;
    }
    restate(now);
    if (!published() && !mayPublish(now)) {
      return;
    }
    statement.publish();
    if (statement.toBeSent()) {
      lastPublish = now;
      listeners.changed();
    }
    for (UUID node : listeners.due(nodesWithTabs(), now)) {
      out.send(node, new ToRelay.Published(headcount(), statement.broadcast()));
    }
  }

  private void askMembers(long now, EntityEffects out) {
    if (now - lastAsk < settings.repeatNanos()) {
      return;
    }
    for (UUID node : answers.missing()) {
      lastAsk = now;
      out.send(node, new ToRelay.Ask(statement.epoch()));
    }
  }

  private void restate(long now) {
    boolean exact = isExact(now);
    if (exact) {
      floor.remove();
    }
    statement.restate(ledger.viewers(), floor, exact, lastWall);
  }

  /** After a pause nothing is exact before it was confirmed. */
  private void settleQuality() {
    statement.restate(ledger.viewers(), floor, false, lastWall);
  }

  private boolean isExact(long now) {
    return certainty.storeSettled(now)
        && (answers.missing().isEmpty() || !rules.contains(Rule.MEMBERS_ANSWER))
        && listed.isEmpty()
        && endings.isEmpty()
        && certainty.membersHeard(answers.members(), now)
        && ledger.states().stream().allMatch(state -> certainty.inStep(state, now));
  }

  /** A new incarnation says nothing before it has a floor to stand on. */
  private boolean mayPublish(long now) {
    long age = now - certainty.startedAt();
    long report = settings.entity().reportNanos();
    if (!rules.contains(Rule.FLOOR)) {
      return true;
    }
    if (!storeAnswered && age < 3 * report) {
      return false;
    }
    if (answers.missing().isEmpty()) {
      return true;
    }
    return certainty.isLoaded() ? age >= report : age >= settings.holdNanos();
  }

  private Set<UUID> nodesWithTabs() {
    Set<UUID> nodes = new HashSet<>();
    for (SourceState state : ledger.states()) {
      if (state.connections > 0 || !state.synced) {
        nodes.add(state.source.incarnation());
      }
    }
    return nodes;
  }

  /** The present count; before {@link #published}, what has been counted so far. */
  public Headcount headcount() {
    return statement.current();
  }

  /** Whether a count was given out: before that, nothing may be shown or stored. */
  public boolean published() {
    return statement.published();
  }

  /**
   * What is to be stored; null if nothing changed since the last accepted draft, or one is on its
   * way. Must be answered by {@link #accepted}, {@link #needsFull}, {@link #writeFailed} or {@link
   * #storeFenced}.
   */
  public @Nullable Draft draft(long now) {
    if (!mayStore(now)) {
      return null;
    }
    restate(now);
    return book.stands(statement.epoch(), headcount().version()) ? null : draw();
  }

  /**
   * A draft that changes nothing but the version, to show that this entity lives; null as above, or
   * while there is something to store.
   */
  public @Nullable Draft touch(long now) {
    boolean unchanged = book.stands(statement.epoch(), headcount().version());
    return mayStore(now) && unchanged ? draw() : null;
  }

  private Draft draw() {
    statement.above(drawnVersion);
    drawnVersion = headcount().version();
    Map<Source, SourceMark> marks = new HashMap<>(listed.marks());
    ledger.states().forEach(state -> marks.put(state.source, state.mark()));
    return book.draw(headcount(), ledger, marks);
  }

  /** While less is counted than the floor, the store holds more than this entity does. */
  private boolean mayStore(long now) {
    boolean early = now - certainty.startedAt() < settings.holdNanos() + settings.silentNanos();
    boolean below = !floor.isGone() && !floor.reachedBy(ledger.viewers());
    return !over
        && !book.inFlight()
        && (published() || !rules.contains(Rule.STORED_AFTER_PUBLISHED))
        && !(below && early);
  }

  /** The draft of that version stands. */
  public void accepted(long epoch, long version) {
    book.accepted(epoch, version);
  }

  /** What the draft was based on does not stand: the next one is everything. */
  public void needsFull() {
    book.unknown();
  }

  /** Nobody knows what became of the draft. */
  public void writeFailed() {
    book.failed();
  }

  /** Something newer stands; with a higher epoch this incarnation is over. */
  public void storeFenced(long epoch, long version, long now, EntityEffects out) {
    if (over) {
      return;
    }
    if (epoch > statement.epoch()) {
      over = true;
      out.fenced();
      return;
    }
    book.unknown();
    if (epoch == statement.epoch()) {
      drawnVersion = Math.max(drawnVersion, version);
    }
  }

  /** Joins that this incarnation has counted. */
  public long joins() {
    return ledger.joins();
  }

  /** Leaves that this incarnation has counted. */
  public long leaves() {
    return ledger.leaves();
  }

  /** Whether there is nothing to count, to hold, to answer or to store. */
  public boolean idle(long now) {
    return published()
        && headcount().quality() == Quality.EXACT
        && ledger.viewers().connections() == 0
        && !listeners.watched(now)
        && !book.inFlight()
        && book.stands(statement.epoch(), headcount().version());
  }

  /** The sources, for operators. */
  public List<SourceView> sources(long now) {
    return ledger.states().stream()
        .map(
            state ->
                new SourceView(
                    state.source,
                    state.last,
                    state.connections,
                    state.synced,
                    state.draining(),
                    certainty.silence(state.source.incarnation(), state.bornAt, now)))
        .toList();
  }

  ViewerSet counted() {
    return ledger.viewers();
  }

  /** Members that have not answered this incarnation. */
  public int unanswered() {
    return answers.missing().size();
  }

  /** Sources that are held by name only. */
  public int listed() {
    return listed.size();
  }

  /** A tab that is counted, by its session; null if it is not. */
  public @Nullable PlacedTab find(SessionId session) {
    Tab tab = ledger.viewers().get(session.value());
    return tab == null
        ? null
        : new PlacedTab(tab, ledger.source(ledger.viewers().owner(session.value())));
  }
}
