/* Writes down every call of a process that changes something in one folder, in order, with its data; loaded by LD_PRELOAD.

   C ino existed truncated path    a file was opened for writing or made      R from<TAB>to    renamed
   W ino offset size, then data    written                                    U path           unlinked
   T ino size                      cut or stretched                           M path  X path   folder made, removed
   S ino                           a file was synced                          Y path           a folder was synced
   A text                          what the process said was acknowledged */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char home[PATH_MAX];
static int trace = -1;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

void recorder_start(const char *folder, const char *file) {
    trace = REAL(open)(file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    snprintf(home, sizeof home, "%s", folder);
}

static void put(const char *form, ...) {
    char line[3 * PATH_MAX];
    va_list rest;
    va_start(rest, form);
    int size = vsnprintf(line, sizeof line, form, rest);
    va_end(rest);
    REAL(write)(trace, line, (size_t)size);
}

void recorder_mark(const char *text) { put("A %s\n", text); }

static int inside(const char *path) { return *home && path && strncmp(path, home, strlen(home)) == 0; }

/* The path behind a descriptor, or NULL where it is not in the folder. */
static const char *path_of(int fd) {
    static char path[PATH_MAX];
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size < 0) return NULL;
    path[size] = 0;
    return inside(path) ? path : NULL;
}

static unsigned long number(int fd) {
    struct stat status;
    return fstat(fd, &status) ? 0 : (unsigned long)status.st_ino;
}

static void wrote(int fd, const void *data, ssize_t size, off_t offset) {
    put("W %lu %ld %ld\n", number(fd), (long)offset, (long)size);
    REAL(write)(trace, data, (size_t)size);
}

ssize_t write(int fd, const void *data, size_t size) {
    ssize_t written = REAL(write)(fd, data, size);
    if (written > 0 && path_of(fd)) wrote(fd, data, written, lseek(fd, 0, SEEK_CUR) - written);
    return written;
}

#define PWRITE(name, type)                                                                                            \
    ssize_t name(int fd, const void *data, size_t size, type offset) {                                                \
        ssize_t written = REAL(name)(fd, data, size, offset);                                                         \
        if (written > 0 && path_of(fd)) wrote(fd, data, written, (off_t)offset);                                      \
        return written;                                                                                               \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define OPEN(name)                                                                                                    \
    int name(const char *path, int flags, ...) {                                                                      \
        va_list rest;                                                                                                 \
        va_start(rest, flags);                                                                                        \
        mode_t bits = flags & O_CREAT ? va_arg(rest, mode_t) : 0;                                                     \
        va_end(rest);                                                                                                 \
        int writes = inside(path) && (flags & (O_WRONLY | O_RDWR)), existed = writes && access(path, F_OK) == 0;      \
        int fd = REAL(name)(path, flags, bits);                                                                       \
        if (writes && fd >= 0) put("C %lu %d %d %s\n", number(fd), existed, (flags & O_TRUNC) != 0, path);            \
        return fd;                                                                                                    \
    }
OPEN(open)
OPEN(open64)

#define SYNC(name)                                                                                                    \
    int name(int fd) {                                                                                                \
        const char *path = path_of(fd);                                                                               \
        struct stat status;                                                                                           \
        int result = REAL(name)(fd);                                                                                  \
        if (path && !result && !fstat(fd, &status)) {                                                                 \
            if (S_ISDIR(status.st_mode)) put("Y %s\n", path);                                                         \
            else put("S %lu\n", (unsigned long)status.st_ino);                                                        \
        }                                                                                                             \
        return result;                                                                                                \
    }
SYNC(fsync)
SYNC(fdatasync)

#define ON_PATH(name, letter)                                                                                         \
    int name(const char *path) {                                                                                      \
        int result = REAL(name)(path);                                                                                \
        if (inside(path) && !result) put(letter " %s\n", path);                                                       \
        return result;                                                                                                \
    }
ON_PATH(unlink, "U")
ON_PATH(rmdir, "X")

int mkdir(const char *path, mode_t bits) {
    int result = REAL(mkdir)(path, bits);
    if (inside(path) && !result) put("M %s\n", path);
    return result;
}

int rename(const char *from, const char *to) {
    int result = REAL(rename)(from, to);
    if (inside(to) && !result) put("R %s\t%s\n", from, to);
    return result;
}

#define CUT(name, type)                                                                                               \
    int name(int fd, type size) {                                                                                     \
        int result = REAL(name)(fd, size);                                                                            \
        if (path_of(fd) && !result) put("T %lu %ld\n", number(fd), (long)size);                                       \
        return result;                                                                                                \
    }
CUT(ftruncate, off_t)
CUT(ftruncate64, off64_t)
