/*
 * A stand-in for libaio.so.1 where a machine lacks it.
 *
 * mysqld is linked against these three functions and does not start without them. Headcount starts it with
 * --innodb-use-native-aio=0, so that none is ever called; if one were, it answers "not supported" (ENOSYS),
 * after which InnoDB takes its own threads. No C library is needed. Built by build.sh.
 */
#define NOT_SUPPORTED (-38)

int io_setup(int most, void *context) {
  (void)most;
  (void)context;
  return NOT_SUPPORTED;
}

int io_submit(void *context, long count, void **blocks) {
  (void)context;
  (void)count;
  (void)blocks;
  return NOT_SUPPORTED;
}

int io_getevents(void *context, long least, long most, void *events, void *timeout) {
  (void)context;
  (void)least;
  (void)most;
  (void)events;
  (void)timeout;
  return NOT_SUPPORTED;
}
