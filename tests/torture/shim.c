/* Stands between a process and the disk: one chosen call that changes something in the home kills the process before or
   in the middle of it, or fails. Loaded by LD_PRELOAD, armed by shim_arm; calls outside the home are passed on. Where
   INTAKE_SHIM_HOME names a home from the start, its first such call is told on the descriptor INTAKE_SHIM_TELLS. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum how { COUNT, KILL, TORN, FULL, SHORT, BROKEN };

static char home[PATH_MAX];
static long at, seen;
static enum how mode;
static int dying;
static int tells = -1;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

void shim_arm(const char *folder, long call, int how) {
    snprintf(home, sizeof home, "%s", folder);
    at = call;
    seen = 0;
    mode = (enum how)how;
}

void shim_tell(const char *folder, int descriptor) {
    shim_arm(folder, 0, COUNT);
    tells = descriptor;
}

__attribute__((constructor)) static void begin(void) {
    const char *folder = getenv("INTAKE_SHIM_HOME"), *descriptor = getenv("INTAKE_SHIM_TELLS");
    if (folder && descriptor) shim_tell(folder, atoi(descriptor));
}

long shim_seen(void) { return seen; }

static int inside(const char *path) { return *home && path && strncmp(path, home, strlen(home)) == 0; }

static int inside_fd(int fd) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size < 0) return 0;
    path[size] = 0;
    return inside(path);
}

static void die(void) { kill(getpid(), SIGKILL); }

/* Counts one call; nonzero where it must fail, with errno set. A full disk stays full for all that needs room. */
static int fails(int needs_room) {
    seen++;
    dying = 0;
    if (tells >= 0) {
        REAL(write)(tells, "!", 1);
        tells = -1;
    }
    if (mode == FULL && needs_room && seen >= at) return errno = ENOSPC;
    if (seen != at) return 0;
    if (mode == KILL) die();
    if (mode == BROKEN) return errno = EIO;
    dying = mode == TORN;
    return 0;
}

static int done(int result) {
    if (dying) die();
    return result;
}

ssize_t write(int fd, const void *data, size_t size) {
    if (!inside_fd(fd)) return REAL(write)(fd, data, size);
    if (fails(1)) return -1;
    if (seen == at && (mode == SHORT || mode == TORN) && size > 1) size /= 2;
    ssize_t written = REAL(write)(fd, data, size);
    if (dying) die();
    return written;
}

#define PWRITE(name, type)                                                                                            \
    ssize_t name(int fd, const void *data, size_t size, type offset) {                                                \
        if (!inside_fd(fd)) return REAL(name)(fd, data, size, offset);                                                \
        if (fails(1)) return -1;                                                                                      \
        if (seen == at && (mode == SHORT || mode == TORN) && size > 1) size /= 2;                                     \
        ssize_t written = REAL(name)(fd, data, size, offset);                                                         \
        if (dying) die();                                                                                             \
        return written;                                                                                               \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

static int opening(const char *path, int flags) { return inside(path) && (flags & (O_CREAT | O_TRUNC)); }

#define OPEN(name)                                                                                                    \
    int name(const char *path, int flags, ...) {                                                                      \
        va_list rest;                                                                                                 \
        va_start(rest, flags);                                                                                        \
        mode_t bits = flags & O_CREAT ? va_arg(rest, mode_t) : 0;                                                     \
        va_end(rest);                                                                                                 \
        dying = 0;                                                                                                    \
        if (opening(path, flags) && fails(1)) return -1;                                                              \
        return done(REAL(name)(path, flags, bits));                                                                   \
    }
OPEN(open)
OPEN(open64)

#define ON_FD(name)                                                                                                   \
    int name(int fd) {                                                                                                \
        dying = 0;                                                                                                    \
        if (inside_fd(fd) && fails(0)) return -1;                                                                     \
        return done(REAL(name)(fd));                                                                                  \
    }
ON_FD(fsync)
ON_FD(fdatasync)

#define ON_PATH(name)                                                                                                 \
    int name(const char *path) {                                                                                      \
        dying = 0;                                                                                                    \
        if (inside(path) && fails(0)) return -1;                                                                      \
        return done(REAL(name)(path));                                                                                \
    }
ON_PATH(unlink)
ON_PATH(rmdir)

int mkdir(const char *path, mode_t bits) {
    dying = 0;
    if (inside(path) && fails(1)) return -1;
    return done(REAL(mkdir)(path, bits));
}

int rename(const char *from, const char *to) {
    dying = 0;
    if (inside(to) && fails(0)) return -1;
    return done(REAL(rename)(from, to));
}

#define ON_SIZE(name, type)                                                                                           \
    int name(int fd, type size) {                                                                                     \
        dying = 0;                                                                                                    \
        if (inside_fd(fd) && fails(0)) return -1;                                                                     \
        return done(REAL(name)(fd, size));                                                                            \
    }
ON_SIZE(ftruncate, off_t)
ON_SIZE(ftruncate64, off64_t)
