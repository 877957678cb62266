package headcount.presence.sim;

/** Which faults a world has: all of them, or those that show what a rule is for. */
enum Weather {
  /** All kinds. */
  ANY,
  /** Links that are cut, some in one direction. */
  LINKS,
  /** Pauses, and deaths during them. */
  PAUSES,
  /** Entities that crash and move while links are cut. */
  MOVES,
  /** Moves while the store is away or has forgotten. */
  STORE,
  /** Ends of broadcasts, and what interrupts them. */
  ENDS,
  /** Partitions and zombies. */
  PARTITIONS,
  /** Planned moves. */
  DRAINS,
  /** Planned moves, and crashes of whoever is to be told. */
  ROUGH_DRAINS,
  /** Planned moves while entities linger and the store is away or has forgotten. */
  FORGETFUL_DRAINS,
  /** Crowds that come and go while they are counted anew. */
  BUSY,
  /** Ends of broadcasts while the store is away. */
  LOST_ENDS,
  /** Nodes that die, and successors that never heard of them. */
  SUCCESSORS,
  /** Crowds that come and go all the time, and are counted anew meanwhile. */
  CROWDS,
  /** Nodes that are new, and of which only the entity knew that died with them. */
  NEWCOMERS,
  /** Nodes that are new, and leave as the only entity dies that knew of them. */
  NEW_LEAVERS,
  /** Nodes that die, and successors that never heard of them and cannot read. */
  UNREAD;

  /** How often somebody comes or goes, at most, in a quarter of a second. */
  int churn() {
    return this == BUSY ? 6 : 1;
  }

  int next(Timeline time) {
    int[] kinds = kinds();
    return kinds[time.random.nextInt(kinds.length)];
  }

  private int[] kinds() {
    return switch (this) {
      case ANY -> new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17};
      case LINKS -> new int[] {6};
      case PAUSES -> new int[] {2, 2, 3, 16, 0};
      case MOVES -> new int[] {6, 6, 7, 9, 12};
      case STORE -> new int[] {10, 10, 11, 9, 7, 0};
      case ENDS -> new int[] {14, 14, 14, 7, 9, 6, 12, 11};
      case PARTITIONS -> new int[] {4, 5, 2, 9};
      case DRAINS -> new int[] {1};
      case ROUGH_DRAINS -> new int[] {1, 1, 1, 7, 9, 12, 6};
      case FORGETFUL_DRAINS -> new int[] {1, 1, 1, 17, 10, 11};
      case BUSY -> new int[] {15, 15, 15, 7, 7, 9, 12};
      case LOST_ENDS -> new int[] {14, 14, 14, 10, 10, 9, 7, 0};
      case SUCCESSORS -> new int[] {0, 0, 9, 9, 7, 10};
      case CROWDS -> new int[] {15, 7};
      case NEWCOMERS -> new int[] {18};
      case NEW_LEAVERS -> new int[] {19};
      case UNREAD -> new int[] {20};
    };
  }
}
