#include "crash-marks.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Everything here may be used while a signal is handled: no locks, no memory asked for, only write, sigaction and raise
// (signal-safety(7)).

enum { PLACES = 256, SIGNALS = 65, STACK = 1 << 16 };

static struct {
    _Atomic int file;  // The descriptor plus one; 0 where the place is free.
    _Atomic int number;
} places[PLACES];

static const int faults[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
static struct sigaction before[SIGNALS];
static atomic_flag installed = ATOMIC_FLAG_INIT;
static atomic_flag told = ATOMIC_FLAG_INIT;

static char *decimal(char *end, int value) {
    do *--end = (char)('0' + value % 10); while ((value /= 10) > 0);
    return end;
}

// "5 4\n": what was being done, and the signal.
static void tell(int file, int number, int signal) {
    char line[32];
    char *end = line + sizeof line, *start = end;
    *--start = '\n';
    start = decimal(start, signal);
    *--start = ' ';
    start = decimal(start, number < 0 ? 0 : number);
    // Where this cannot be written, nobody is left to be told.
    ssize_t written = write(file, start, (size_t)(end - start));
    (void)written;
}

static void fault(int signal, siginfo_t *info, void *context) {
    if (!atomic_flag_test_and_set(&told)) {
        for (int place = 0; place < PLACES; place++) {
            int file = atomic_load(&places[place].file);
            if (file > 0) tell(file - 1, atomic_load(&places[place].number), signal);
        }
    }
    // Who listened before, such as Swift's own backtracer, has its turn. Then the signal comes again as soon as this
    // returns, and ends the process: one that somebody sent would not come again by itself.
    const struct sigaction *old = &before[signal];
    if (old->sa_flags & SA_SIGINFO) {
        if (old->sa_sigaction) old->sa_sigaction(signal, info, context);
    } else if (old->sa_handler != SIG_DFL && old->sa_handler != SIG_IGN) {
        old->sa_handler(signal);
    }
    struct sigaction end;
    memset(&end, 0, sizeof end);
    end.sa_handler = SIG_DFL;
    sigemptyset(&end.sa_mask);
    sigaction(signal, &end, NULL);
    raise(signal);
}

void crash_marks_install(void) {
    if (atomic_flag_test_and_set(&installed)) return;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = fault;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        sigaction(faults[i], NULL, &before[faults[i]]);
        sigaction(faults[i], &action, NULL);
    }
}

// A thread whose own stack is used up needs another one to tell it. It is kept for as long as the process lives.
static void need_stack(void) {
    static _Thread_local int has_stack;
    if (has_stack) return;
    has_stack = 1;
    stack_t stack;
    if (sigaltstack(NULL, &stack) != 0 || !(stack.ss_flags & SS_DISABLE)) return;
    memset(&stack, 0, sizeof stack);
    stack.ss_size = STACK;
    stack.ss_sp = malloc(STACK);
    if (stack.ss_sp && sigaltstack(&stack, NULL) != 0) free(stack.ss_sp);
}

int crash_marks_add(int descriptor) {
    need_stack();
    for (int place = 0; place < PLACES; place++) {
        int free_place = 0;
        if (atomic_compare_exchange_strong(&places[place].file, &free_place, descriptor + 1)) {
            atomic_store(&places[place].number, 0);
            return place;
        }
    }
    return -1;
}

void crash_marks_set(int place, int number) {
    need_stack();
    if (place >= 0 && place < PLACES) atomic_store(&places[place].number, number);
}

void crash_marks_remove(int place) {
    if (place >= 0 && place < PLACES) atomic_store(&places[place].file, 0);
}
