// SPDX-License-Identifier: GPL-2.0-or-later

#include "report.h"

#include <stdlib.h>
#include <unistd.h>

#include <libavutil/error.h>

static _Noreturn void end(int code, const char *key, const char *format, va_list words) {
    char text[1000];
    vsnprintf(text, sizeof text, format, words);
    if (code != EXIT_DONE) fprintf(stderr, "%s\n", text);
    printf("{\"%s\":\"", key);
    for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
        if (*at == '"' || *at == '\\') {
            printf("\\%c", *at);
        } else if (*at < 0x20) {
            printf(" ");
        } else {
            putchar(*at);
        }
    }
    printf("\"}\n");
    fflush(stdout);
    // Threads of coders may still run; there is nothing of theirs to be kept.
    _exit(code);
}

void fail(const char *format, ...) {
    va_list words;
    va_start(words, format);
    end(EXIT_FAILED, "error", format, words);
}

void misuse(const char *format, ...) {
    va_list words;
    va_start(words, format);
    end(EXIT_USAGE, "error", format, words);
}

void unsuited(const char *format, ...) {
    va_list words;
    va_start(words, format);
    end(EXIT_DONE, "reason", format, words);
}

void fail_with(int code, const char *what) {
    char text[AV_ERROR_MAX_STRING_SIZE] = "";
    av_strerror(code, text, sizeof text);
    fail("%s: %s", what, text);
}
