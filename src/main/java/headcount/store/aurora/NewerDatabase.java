package headcount.store.aurora;

/** The database was migrated by a newer Headcount than this one; nothing was changed in it. */
public final class NewerDatabase extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names both versions of the schema. */
  public NewerDatabase(String found, String known) {
    super(
        "the database has schema version %s, this Headcount knows up to %s: run a newer Headcount,"
                .formatted(found, known)
            + " or point it to another database");
  }
}
