package headcount.presence;

import java.util.Set;

/**
 * What an entity knows of one stream, part by part: the rooms of {@link EntityMachine} work on it
 * together. Not thread-safe.
 */
final class CountParts {
  final CountSettings settings;
  final Set<Rule> rules;
  final CheckpointBook book;
  final SourceLedger ledger;
  final Statement statement;
  final Epochs epochs;
  final SnapshotPuller puller;
  final SourceTalk talk;
  final MemberAnswers answers;
  final ListedSources listed = new ListedSources();
  final Floor floor = new Floor();
  final Endings endings = new Endings();
  final Certainty certainty;

  CountParts(
      EntityHost host, CountSettings settings, long hashKey, long now, long wall, Set<Rule> rules) {
    this.settings = settings;
    this.rules = rules;
    this.book = new CheckpointBook(settings.entity().differenceTabs(), rules);
    this.ledger = new SourceLedger(hashKey, book);
    this.statement = new Statement(Math.max(1, wall), wall);
    long seed = host.incarnation().getLeastSignificantBits() ^ wall ^ KeyedHash.mix(now);
    this.epochs = new Epochs(rules, statement, seed);
    this.puller = new SnapshotPuller(settings, ledger, statement, seed);
    this.talk = new SourceTalk(settings, rules, ledger, puller, statement);
    this.answers = new MemberAnswers(host, rules);
    this.certainty = new Certainty(host, settings, rules, now);
  }
}
