package headcount.presence.sim;

/** Which faults a world has: all of them, or those that show what a rule is for. */
enum Weather {
  /** All kinds. */
  ANY(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17),
  /** Links that are cut, some in one direction. */
  LINKS(6),
  /** Pauses, and deaths during them. */
  PAUSES(2, 2, 3, 16, 0),
  /** Entities that crash and move while links are cut. */
  MOVES(6, 6, 7, 9, 12),
  /** Moves while the store is away or has forgotten. */
  STORE(10, 10, 11, 9, 7, 0),
  /** Ends of broadcasts, and what interrupts them. */
  ENDS(14, 14, 14, 7, 9, 6, 12, 11),
  /** Partitions and zombies. */
  PARTITIONS(4, 5, 2, 9);

  private final int[] kinds;

  Weather(int... kinds) {
    this.kinds = kinds;
  }

  int next(Timeline time) {
    return kinds[time.random.nextInt(kinds.length)];
  }
}
