package headcount.load;

import java.time.Duration;

/**
 * How the audience of the demo wanders: the share of viewers who are in, and each stream's draw,
 * rise and fall slowly, each in a rhythm of its own.
 *
 * <p>Pure but for its dice: the same seed, the same moods.
 */
final class CrowdMood {
  private static final double FEWEST_IN = 0.6;
  private static final Duration SHORTEST_TIDE = Duration.ofSeconds(90);

  private final Dice dice;
  private final double[] draw;
  private final double[] phase;
  private final double[] period;

  CrowdMood(int streams, Dice dice) {
    this.dice = dice;
    this.draw = new double[streams];
    this.phase = new double[streams + 1];
    this.period = new double[streams + 1];
    for (var tide = 0; tide <= streams; tide++) {
      phase[tide] = dice.below(1_000) / 1_000.0 * 2 * Math.PI;
      period[tide] = SHORTEST_TIDE.toSeconds() * (1 + dice.below(1_000) / 500.0);
    }
  }

  /** How many of so many viewers are in at this moment: 60 to 100 of 100. */
  int present(int viewers, double seconds) {
    var tide = (1 + Math.sin(phase[draw.length] + 2 * Math.PI * seconds / period[draw.length])) / 2;
    return (int) Math.round(viewers * (FEWEST_IN + (1 - FEWEST_IN) * tide));
  }

  /** A stream to watch, by how much each draws at this moment; the first ones draw more. */
  int stream(double seconds) {
    var sum = 0.0;
    for (var stream = 0; stream < draw.length; stream++) {
      var tide = Math.sin(phase[stream] + 2 * Math.PI * seconds / period[stream]);
      sum += (1.2 + tide) / (stream + 1.0);
      draw[stream] = sum;
    }
    return dice.cumulative(draw);
  }
}
