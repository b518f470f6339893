// SPDX-License-Identifier: GPL-2.0-or-later

// The clip as a file: packets of a picture on an even clock, and coded sound beside them.
#ifndef SMARTCLIP_CUT_WRITE_H
#define SMARTCLIP_CUT_WRITE_H

#include "source.h"

typedef struct {
    AVFormatContext *format;
    AVStream *picture, *sound;
    AVFormatContext *heard;  // Where the sound comes from; NULL without sound.
    AVPacket *waiting;       // Its next packet; empty at its end.
    AVRational rate;
    int64_t unit;            // Of a frame's time, on the track's clock.
    int delay;               // By so many frames decoding is ahead.
    int written;             // Pictures.
} Writer;

// Begins a file of that name in the current folder; `sets` is an AVCDecoderConfigurationRecord. `sound` names a file there with
// coded sound, or is NULL.
void writer_open(
    Writer *writer, const char *name, const char *sound, const Source *source, const Buffer *sets, AVRational rate,
    int delay
);

// Writes the next picture in the order of decoding: its units, those that are of no use in a clip left out, and its number in
// the order of showing.
void writer_take(Writer *writer, const Units *units, int number);

void writer_finish(Writer *writer);
void writer_close(Writer *writer);

// Units a second of a clock that the rate divides, fine enough for any other track.
int track_clock(AVRational rate);

#endif
