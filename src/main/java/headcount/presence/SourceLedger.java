package headcount.presence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The sources of one stream and their tabs, merged: connections, hash and viewers stay in step with
 * every change. Not thread-safe.
 */
final class SourceLedger {
  private final long hashKey;
  private final CheckpointBook book;
  private final Map<Source, SourceState> states = new LinkedHashMap<>();
  private final Map<UUID, Integer> generations = new HashMap<>();
  private final List<@Nullable SourceState> owners = new ArrayList<>();
  private final ViewerSet viewers = new ViewerSet();

  /** Counted of sources that are gone. */
  private long goneJoins;

  private long goneLeaves;

  SourceLedger(long hashKey, CheckpointBook book) {
    this.hashKey = hashKey;
    this.book = book;
  }

  ViewerSet viewers() {
    return viewers;
  }

  Collection<SourceState> states() {
    return states.values();
  }

  /** A copy to go through while sources are removed. */
  List<SourceState> copy() {
    return new ArrayList<>(states.values());
  }

  @Nullable SourceState get(Source source) {
    return states.get(source);
  }

  boolean has(Source source) {
    return states.containsKey(source);
  }

  /** The source of an owner's number. */
  Source source(int owner) {
    SourceState state = owners.get(owner);
    if (state == null) {
      throw new IllegalStateException("no source has the number " + owner);
    }
    return state.source;
  }

  /** A tab that is counted, by its session; null if it is not. */
  @Nullable PlacedTab find(long session) {
    Tab tab = viewers.get(session);
    return tab == null ? null : new PlacedTab(tab, source(viewers.owner(session)));
  }

  SourceState create(Source source, long now) {
    int owner = owners.indexOf(null);
    if (owner < 0) {
      owner = owners.size();
      owners.add(null);
    }
    SourceState state = new SourceState(source, owner, now);
    owners.set(owner, state);
    states.put(source, state);
    return state;
  }

  /** Notes the generation; true if a later one was heard of. */
  boolean outdated(Source source) {
    Integer newest = generations.get(source.incarnation());
    if (newest == null || source.generation() > newest) {
      generations.put(source.incarnation(), source.generation());
      return false;
    }
    return source.generation() < newest;
  }

  /** The sources of earlier generations of the same relay. */
  List<SourceState> earlier(Source source) {
    return states.values().stream()
        .filter(state -> state.source.incarnation().equals(source.incarnation()))
        .filter(state -> state.source.generation() < source.generation())
        .toList();
  }

  void apply(SourceState state, ToEntity.Delta delta) {
    delta.leaves().forEach(session -> leave(state, session.value()));
    delta.joins().forEach(tab -> join(state, tab));
    state.last = delta.seq();
    state.totals(delta.totalJoins(), delta.totalLeaves());
  }

  /** Makes a source hold exactly these tabs. */
  void replace(SourceState state, List<Tab> tabs, long seq) {
    if (state.connections > 0) {
      keepOnly(state, tabs);
    }
    viewers.reserve(Math.max(0, tabs.size() - state.connections));
    tabs.forEach(tab -> join(state, tab));
    state.last = seq;
  }

  private void keepOnly(SourceState state, List<Tab> tabs) {
    Map<Long, Tab> wanted = HashMap.newHashMap(tabs.size());
    tabs.forEach(tab -> wanted.put(tab.session().value(), tab));
    for (Tab old : viewers.all(state.owner)) {
      Tab now = wanted.get(old.session().value());
      if (now == null || !now.viewer().equals(old.viewer())) {
        leave(state, old.session().value());
      }
    }
  }

  /** Drops the tabs of a source, not the source. */
  List<Tab> clear(SourceState state) {
    List<Tab> tabs = viewers.removeAll(state.owner);
    tabs.forEach(tab -> book.touch(tab.session().value(), tab.viewer().value()));
    state.connections = 0;
    state.hash = 0;
    return tabs;
  }

  /** Drops a source and hands out the tabs that it held. */
  List<Tab> remove(SourceState state) {
    List<Tab> tabs = clear(state);
    states.remove(state.source);
    owners.set(state.owner, null);
    goneJoins += state.countedJoins();
    goneLeaves += state.countedLeaves();
    return tabs;
  }

  long joins() {
    return goneJoins + states.values().stream().mapToLong(SourceState::countedJoins).sum();
  }

  long leaves() {
    return goneLeaves + states.values().stream().mapToLong(SourceState::countedLeaves).sum();
  }

  private void join(SourceState state, Tab tab) {
    long session = tab.session().value();
    if (!viewers.add(tab, state.owner)) {
      int owner = viewers.owner(session);
      SourceState former = owner == state.owner ? null : owners.get(owner);
      if (former == null) {
        return;
      }
      leave(former, session);
      viewers.add(tab, state.owner);
    }
    state.connections++;
    state.hash += KeyedHash.of(hashKey, session, tab.viewer().value());
    book.touch(session, tab.viewer().value());
  }

  private void leave(SourceState state, long session) {
    Tab tab = viewers.remove(session, state.owner);
    if (tab != null) {
      state.connections--;
      state.hash -= KeyedHash.of(hashKey, session, tab.viewer().value());
      book.touch(session, tab.viewer().value());
    }
  }
}
