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
    const char *small;   // For small pictures of the source's frames: see cut().
    const char *luma;    // For luma of the source's frames at both ends of each encoded part.
    const char *keys;    // For a film of some of the copied key frames, of which the last is the anchor, where there is one.
} CutRequest;

// Makes the clip and prints what was done; or says why not, and ends the program.
//
// What was made is for others to check. Small pictures are written of all frames of the source that were encoded before what is
// copied, and of the first that is copied, which was decoded with them; then, where some were encoded behind it, of the copied key
// frame (`anchor`) from which on the source was decoded for them, and of them.
void cut(const CutRequest *request);

// Prints what would be copied and what encoded, or says why nothing would be; nothing is decoded, and nothing written.
void look(const CutRequest *request);

#endif
