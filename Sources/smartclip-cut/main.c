// SPDX-License-Identifier: GPL-2.0-or-later

// Cuts a clip out of an H.264 source: the packets between two key frames are copied, what lies beside them is encoded.
//
//     smartclip-cut version
//     smartclip-cut look …
//     smartclip-cut cut stream=0 first=1001 last=45045 count=44 rate=30000/1001 crf=20 preset=fast sets=one|two …
//         output=clip.mp4 small=source.gray luma=source.luma keys=keys.mp4 [sound=sound.m4a] [memory=MEBIBYTES] [seconds=S]
//
// `look` takes the same words, but no files, and says what `cut` would do; no picture is decoded.
//
//     smartclip-cut packets stream=0 [from=SECONDS] [until=SECONDS]
//
// lists the packets of a stream of any coding, a line each, on the container's clock.
//
// The source is standard input, which must be a file. Files are names in the current folder. One JSON object is
// printed in a line: what was done, {"reason": …} where this source is not one to be cut so, or {"error": …} and an
// exit code that is not 0.
//
// A program of its own since Debian's ffmpeg is GPL, as is this program (see the LICENSE beside it), and since a source may be
// hostile: it has limits of memory and processor time, and its end is nobody else's.

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libavutil/avutil.h>
#include <libavutil/log.h>

#include "cut.h"
#include "packets.h"
#include "report.h"

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>

static int64_t whole(const char *key, const char *text, int64_t least, int64_t most) {
    char *end = NULL;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    if (errno != 0 || end == text || *end != 0 || value < least || value > most) misuse("%s=%s is no such number", key, text);
    return value;
}

static const char *plain_name(const char *key, const char *text) {
    size_t length = strlen(text);
    if (length == 0 || length > 200 || text[0] == '.' || strchr(text, '/') != NULL) misuse("%s=%s is no name", key, text);
    return text;
}

static AVRational fraction(const char *key, const char *text) {
    char *end = NULL;
    long above = strtol(text, &end, 10);
    long below = *end == '/' ? strtol(end + 1, &end, 10) : 1;
    if (*end != 0 || above < 1 || above > 1000000 || below < 1 || below > 1000000) misuse("%s=%s is no rate", key, text);
    return (AVRational){(int)above, (int)below};
}

// Seconds, as microseconds.
static int64_t moment(const char *key, const char *text) {
    char *end = NULL;
    double value = strtod(text, &end);
    if (end == text || *end != 0 || !(value > -1e12 && value < 1e12)) misuse("%s=%s is no time", key, text);
    return (int64_t)(value * 1e6 + (value < 0 ? -0.5 : 0.5));
}

static const char *known_preset(const char *text) {
    static const char *const presets[] = {
        "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow",
    };
    for (size_t index = 0; index < sizeof presets / sizeof *presets; index++) {
        if (strcmp(presets[index], text) == 0) return presets[index];
    }
    misuse("preset=%s is none", text);
}

static void limit(int resource, int64_t most) {
    struct rlimit limit = {.rlim_cur = (rlim_t)most, .rlim_max = (rlim_t)most};
    if (setrlimit(resource, &limit) != 0) fail("a limit cannot be set: %s", strerror(errno));
}

// Parts key=value in two, and gives the value.
static char *value_of(char *word) {
    char *value = strchr(word, '=');
    if (value == NULL) misuse("%s is no key=value", word);
    *value = 0;
    return value + 1;
}

enum { USUAL_MEMORY = 4096, USUAL_SECONDS = 3600 };

static void limit_all(int64_t memory, int64_t seconds) {
    struct stat facts;
    if (fstat(STDIN_FILENO, &facts) != 0 || !S_ISREG(facts.st_mode)) misuse("standard input is no file");
    limit(RLIMIT_AS, memory << 20);
    limit(RLIMIT_CPU, seconds);
    limit(RLIMIT_CORE, 0);
}

static void list_as_asked(int count, char **words) {
    PacketRequest request = {.input = STDIN_FILENO, .stream = -1, .from = INT64_MIN, .until = INT64_MAX};
    for (int index = 0; index < count; index++) {
        char *key = words[index], *value = value_of(key);
        if (strcmp(key, "stream") == 0) request.stream = (int)whole(key, value, 0, 10000);
        else if (strcmp(key, "from") == 0) request.from = moment(key, value);
        else if (strcmp(key, "until") == 0) request.until = moment(key, value);
        else misuse("%s=%s is not known", key, value);
    }
    if (request.stream < 0) misuse("stream is needed");
    limit_all(USUAL_MEMORY, USUAL_SECONDS);
    list_packets(&request);
}

static void work_as_asked(bool cuts, int count, char **words) {
    CutRequest request = {.input = STDIN_FILENO, .stream = -1, .crf = -1};
    int64_t memory = USUAL_MEMORY, seconds = USUAL_SECONDS;
    bool seen[2] = {false, false};
    for (int index = 0; index < count; index++) {
        char *key = words[index], *value = value_of(key);
        if (strcmp(key, "stream") == 0) request.stream = (int)whole(key, value, 0, 10000);
        else if (strcmp(key, "first") == 0) request.first = whole(key, value, INT64_MIN / 4, INT64_MAX / 4), seen[0] = true;
        else if (strcmp(key, "last") == 0) request.last = whole(key, value, INT64_MIN / 4, INT64_MAX / 4), seen[1] = true;
        else if (strcmp(key, "count") == 0) request.count = (int)whole(key, value, 1, 1 << 20);
        else if (strcmp(key, "rate") == 0) request.rate = fraction(key, value);
        else if (strcmp(key, "crf") == 0) request.crf = (int)whole(key, value, 0, 51);
        else if (strcmp(key, "preset") == 0) request.preset = known_preset(value);
        else if (strcmp(key, "output") == 0) request.output = plain_name(key, value);
        else if (strcmp(key, "sound") == 0) request.sound = plain_name(key, value);
        else if (strcmp(key, "small") == 0) request.small = plain_name(key, value);
        else if (strcmp(key, "luma") == 0) request.luma = plain_name(key, value);
        else if (strcmp(key, "keys") == 0) request.keys = plain_name(key, value);
        else if (strcmp(key, "memory") == 0) memory = whole(key, value, 64, 1 << 20);
        else if (strcmp(key, "seconds") == 0) seconds = whole(key, value, 1, 1000000);
        else if (strcmp(key, "sets") == 0 && strcmp(value, "one") == 0) request.two_sets = false;
        else if (strcmp(key, "sets") == 0 && strcmp(value, "two") == 0) request.two_sets = true;
        else misuse("%s=%s is not known", key, value);
    }
    bool whole_request = request.stream >= 0 && seen[0] && seen[1] && request.count > 0 && request.rate.num > 0
        && request.crf >= 0 && request.preset != NULL;
    if (!whole_request) misuse("stream, first, last, count, rate, crf and preset are needed");
    bool writes = request.output != NULL && request.small != NULL && request.luma != NULL && request.keys != NULL;
    if (cuts && !writes) misuse("output, small, luma and keys are needed");
    if (request.last < request.first) misuse("last lies before first");
    limit_all(memory, seconds);
    cuts ? cut(&request) : look(&request);
}

int main(int count, char **words) {
    // Who no longer listens is noticed where it is written to.
    signal(SIGPIPE, SIG_IGN);
    av_log_set_level(AV_LOG_ERROR);
    if (count == 2 && strcmp(words[1], "version") == 0) {
        printf("{\"ffmpeg\":\"%s\",\"avformat\":%u,\"avcodec\":%u}\n", av_version_info(), avformat_version(),
               avcodec_version());
    } else if (count > 2 && strcmp(words[1], "packets") == 0) {
        list_as_asked(count - 2, words + 2);
    } else if (count > 2 && (strcmp(words[1], "cut") == 0 || strcmp(words[1], "look") == 0)) {
        work_as_asked(strcmp(words[1], "cut") == 0, count - 2, words + 2);
    } else {
        misuse("smartclip-cut version, or smartclip-cut cut|look|packets key=value…");
    }
    if (fflush(stdout) != 0) return EXIT_FAILED;
    return EXIT_DONE;
}
