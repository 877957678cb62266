package headcount.audience.forecast;

/** A figure that is not known: what it is at least, most likely and at most held to be. */
public record Estimate(double low, double base, double high) {
  /** Nothing. */
  public static final Estimate ZERO = new Estimate(0, 0, 0);

  public Estimate {
    if (!(low >= 0 && low <= base && base <= high && high < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "an estimate is low, base and high, from 0 and rising; was %s, %s, %s"
              .formatted(low, base, high));
    }
  }

  Estimate times(double factor) {
    return new Estimate(low * factor, base * factor, high * factor);
  }

  Estimate times(Estimate other) {
    return new Estimate(low * other.low, base * other.base, high * other.high);
  }

  Estimate plus(Estimate other) {
    return new Estimate(low + other.low, base + other.base, high + other.high);
  }
}
