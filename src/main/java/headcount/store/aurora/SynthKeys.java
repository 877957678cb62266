package headcount.store.aurora;

import headcount.audience.OnAir;
import headcount.audience.synth.Aired;
import headcount.audience.synth.SynthPlan;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The numbers of synthetic things in the database: after those in use. Not thread-safe.
 *
 * @param broadcaster of the first broadcaster
 * @param category of the first category
 */
record SynthKeys(long stream, long broadcaster, long category) {
  private static final double BROADCASTS_PER_DAY = 2;

  /** A broadcast with its numbers. */
  record Numbered(Aired aired, long stream, long broadcaster, long category) {
    OnAir onAir(long until) {
      return new OnAir(stream, aired.started(), aired.endedBy(until));
    }
  }

  /**
   * Those after the ones in use, kept free for us.
   *
   * @param beside whether other broadcasts than synthetic ones may be there
   * @throws NotEmpty if there are broadcasts that must not be
   */
  static SynthKeys reserved(Connection connection, SynthPlan plan, boolean beside)
      throws SQLException {
    try (var select = connection.prepareStatement(Sql.of("synth_standing"));
        var row = select.executeQuery()) {
      row.next();
      var synthetic = row.getLong(2);
      if (synthetic > 0 || (row.getLong(1) > 0 && !beside)) {
        throw new NotEmpty(row.getLong(1), synthetic);
      }
      var keys = new SynthKeys(row.getLong(3) + 1, row.getLong(4) + 1, row.getLong(5) + 1);
      var most = (long) ((plan.days() + 2) * plan.broadcasters() * BROADCASTS_PER_DAY);
      try (var alter = connection.createStatement()) {
        alter.execute("ALTER TABLE streams AUTO_INCREMENT = " + (keys.stream + most));
      }
      return keys;
    }
  }

  Numbered numbered(Aired aired, long nth) {
    return new Numbered(
        aired, stream + nth, broadcaster + aired.broadcaster(), category + aired.category());
  }

  /** The database holds broadcasts that the synthetic ones would be mixed up with. */
  static final class NotEmpty extends SQLException {
    private static final long serialVersionUID = 1;

    NotEmpty(long broadcasts, long synthetic) {
      super(
          synthetic > 0
              ? "it already holds %d synthetic broadcasts; empty it first".formatted(synthetic)
              : "it already holds %d broadcasts; --beside writes beside them"
                  .formatted(broadcasts));
    }
  }
}
