#define _GNU_SOURCE
#include "CCrashGuard.h"
#include "CErrors.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { crash_signals = 6, stack_size = 64 * 1024 };

static const int numbers[crash_signals] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT};
static struct sigaction earlier[crash_signals];
static bool installed;
static volatile sig_atomic_t armed;

static int terminal = -1;
static struct termios modes;
static char bytes[512];
static size_t count;

/// A separate stack: the handler must also run after a stack overflow.
static char stack[stack_size];

void riad_crash_guard_restore(void) {
    if (terminal < 0) {
        return;
    }
    int saved = errno;
    for (size_t done = 0; done < count;) {
        ssize_t wrote = write(terminal, bytes + done, count - done);
        if (wrote < 0 && errno != EINTR) {
            break;
        }
        done += wrote > 0 ? (size_t)wrote : 0;
    }
    tcsetattr(terminal, TCSANOW, &modes);
    errno = saved;
}

static const struct sigaction *earlier_action(int number) {
    for (int i = 0; i < crash_signals; i++) {
        if (numbers[i] == number) {
            return &earlier[i];
        }
    }
    return NULL;
}

/// The previous handler runs in the crash's context, so that a backtrace shows the location; without one, the signal's
/// default action follows when this handler returns.
static void crashed(int number, siginfo_t *information, void *context) {
    if (armed) {
        armed = 0;
        riad_crash_guard_restore();
        riad_errors_release();
    }
    const struct sigaction *before = earlier_action(number);
    sigaction(number, before, NULL);
    if ((before->sa_flags & SA_SIGINFO) != 0) {
        before->sa_sigaction(number, information, context);
    } else if (before->sa_handler == SIG_DFL || before->sa_handler == SIG_IGN) {
        signal(number, SIG_DFL);
        raise(number);
    } else {
        before->sa_handler(number);
    }
}

static void install(void) {
    stack_t present;
    if (sigaltstack(NULL, &present) != 0 || (present.ss_flags & SS_DISABLE) != 0) {
        stack_t alternate = {.ss_sp = stack, .ss_size = stack_size};
        sigaltstack(&alternate, NULL);
    }
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = crashed;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < crash_signals; i++) {
        sigaction(numbers[i], &action, &earlier[i]);
    }
    installed = true;
}

int riad_crash_guard_keep(int descriptor) {
    if (tcgetattr(descriptor, &modes) != 0) {
        return errno;
    }
    terminal = descriptor;
    return 0;
}

void riad_crash_guard_arm(const char *reset, size_t length) {
    count = length < sizeof bytes ? length : sizeof bytes;
    memcpy(bytes, reset, count);
    if (!installed) {
        install();
    }
    armed = 1;
}

void riad_crash_guard_disarm(void) { armed = 0; }
