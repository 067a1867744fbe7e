#define _GNU_SOURCE
#include "CSignals.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static int ends[2] = {-1, -1};
static pthread_once_t once = PTHREAD_ONCE_INIT;

int riad_pipe(int made[2]) { return pipe2(made, O_NONBLOCK | O_CLOEXEC); }

static void open_pipe(void) {
    if (riad_pipe(ends) != 0) {
        ends[0] = ends[1] = -1;
    }
}

static void forward(int number) {
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    // A full pipe already wakes the reader; a byte lost then only repeats a pending signal.
    ssize_t ignored = write(ends[1], &byte, 1);
    (void)ignored;
    errno = saved;
}

int riad_signal_descriptor(void) {
    pthread_once(&once, open_pipe);
    return ends[0];
}

static int install(int number, void (*handler)(int)) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    return sigaction(number, &action, NULL);
}

int riad_signal_watch(int number) {
    if (riad_signal_descriptor() < 0) {
        return -1;
    }
    return install(number, forward);
}

int riad_signal_forget(int number) { return install(number, SIG_DFL); }

void riad_signal_block_in_thread(void) {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, NULL);
}
