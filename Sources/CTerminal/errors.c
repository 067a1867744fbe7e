#define _GNU_SOURCE
#include "CErrors.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static int own = -1;

void riad_errors_hold(void) {
    if (own >= 0 || isatty(STDERR_FILENO) != 1) {
        return;
    }
    int held = memfd_create("held", MFD_CLOEXEC);
    own = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (held >= 0 && own >= 0) {
        dup2(held, STDERR_FILENO);
    }
    if (held >= 0) {
        close(held);
    }
}

void riad_errors_release(void) {
    if (own < 0) {
        return;
    }
    int saved = errno;
    static char bytes[16 * 1024];
    ssize_t got = isatty(STDERR_FILENO) == 1 ? 0 : pread(STDERR_FILENO, bytes, sizeof bytes, 0);
    dup2(own, STDERR_FILENO);
    close(own);
    own = -1;
    for (ssize_t done = 0; done < got;) {
        ssize_t wrote = write(STDERR_FILENO, bytes + done, (size_t)(got - done));
        if (wrote <= 0) {
            break;
        }
        done += wrote;
    }
    errno = saved;
}
