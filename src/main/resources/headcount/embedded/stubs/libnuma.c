/*
 * A stand-in for libnuma.so.1 where a machine lacks it.
 *
 * numa_available() answers "this machine has no NUMA", after which mysqld calls none of the others; they
 * fail or do nothing. No C library is needed. Built by build.sh.
 */
struct bitmask {
  unsigned long size;
  unsigned long *bits;
};

static struct bitmask nothing;

int numa_available(void) { return -1; }

void *numa_alloc_local(unsigned long size) {
  (void)size;
  return 0;
}

void numa_free(void *memory, unsigned long size) {
  (void)memory;
  (void)size;
}

long set_mempolicy(int mode, const unsigned long *nodes, unsigned long most) {
  (void)mode;
  (void)nodes;
  (void)most;
  return -1;
}

long mbind(void *from, unsigned long length, int mode, const unsigned long *nodes, unsigned long most, unsigned flags) {
  (void)from;
  (void)length;
  (void)mode;
  (void)nodes;
  (void)most;
  (void)flags;
  return -1;
}

struct bitmask *numa_get_mems_allowed(void) { return &nothing; }

void numa_bitmask_free(struct bitmask *mask) { (void)mask; }
