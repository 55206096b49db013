/* fsync and fdatasync that take SLOW_SYNC_US microseconds longer, as on a slower disk: preloaded below SQLite. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <time.h>

static void wait_longer(void) {
    const char *given = getenv("SLOW_SYNC_US");
    long us = given ? atol(given) : 0;
    struct timespec left = {us / 1000000, us % 1000000 * 1000};
    int before = errno;
    while (us > 0 && nanosleep(&left, &left) && errno == EINTR) {
    }
    errno = before;
}

int fsync(int file) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
    wait_longer();
    return real(file);
}

int fdatasync(int file) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
    wait_longer();
    return real(file);
}
