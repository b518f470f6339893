// SPDX-License-Identifier: GPL-2.0-or-later

// What is told on standard output: one JSON object in a line, and the end of the program.
#ifndef SMARTCLIP_CUT_REPORT_H
#define SMARTCLIP_CUT_REPORT_H

#include <stdarg.h>
#include <stdio.h>

// The exit codes.
enum {
    EXIT_DONE = 0,    // Also with {"reason": …}: nothing is wrong, but this source or span cannot be cut so.
    EXIT_FAILED = 1,  // {"error": …}: something went wrong. Standard error says it too.
    EXIT_USAGE = 2,   // {"error": …}: the arguments are wrong.
};

// Each says one line and ends the program.
_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
_Noreturn void misuse(const char *format, ...) __attribute__((format(printf, 1, 2)));
_Noreturn void unsuited(const char *format, ...) __attribute__((format(printf, 1, 2)));

// A call of libav gave an error.
_Noreturn void fail_with(int code, const char *what);

#endif
