// SPDX-License-Identifier: GPL-2.0-or-later

// A clip: the packets of a span as they are, and what lies before and behind them encoded anew.
#ifndef SMARTCLIP_CUT_CUT_H
#define SMARTCLIP_CUT_CUT_H

#include <libavutil/rational.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    int input;           // A descriptor.
    int stream;          // Its number in the container.
    int64_t first, last; // The times of the first and the last frame, on the stream's clock.
    int count;           // Frames from the first to the last.
    AVRational rate;     // Of the clip.
    int crf;
    const char *preset;
    bool two_sets;       // The encoded parts may have parameter sets of their own.
    const char *output;  // Names in the current folder.
    const char *sound;   // NULL without sound.
} CutRequest;

// Makes the clip, checks it and prints what was done; or says why not, and ends the program.
void cut(const CutRequest *request);

// Prints what would be copied and what encoded, or says why nothing would be; nothing is decoded, and nothing written.
void look(const CutRequest *request);

#endif
