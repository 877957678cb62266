package headcount.checkpoint;

class MemoryCatalogueTest extends CatalogueContract {
  private final MemoryCatalogue catalogue = new MemoryCatalogue();

  @Override
  protected Catalogue catalogue() {
    return catalogue;
  }
}
