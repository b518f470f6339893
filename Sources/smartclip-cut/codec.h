// SPDX-License-Identifier: GPL-2.0-or-later

// Decoding of a part of a source, and its encoding.
#ifndef SMARTCLIP_CUT_CODEC_H
#define SMARTCLIP_CUT_CODEC_H

#include "source.h"

enum { MOST_THREADS = 2 };

// Takes a frame and its number in the span.
typedef void (*TakeFrame)(void *context, const AVFrame *frame, int number);

// Decodes the packets of the entries from `begin` up to `end`, and gives those of `frames` (times of the span's frames,
// ascending) from number `from` up to `to`, in order; before them that of number `early`, if that is not less than 0. Ends the
// program where one does not come.
void decode_range(
    Source *source, const Index *index, int begin, int end, const int64_t *frames, int early, int from, int to,
    TakeFrame take, void *context
);

// What an encoder is to be like.
typedef struct {
    int crf;
    const char *preset;
    AVRational rate;
    int b_frames;
    bool pyramid;
    int sps_id;            // Of the encoder's own sets.
    const SPS *sps;        // Of the source.
    const PPS *pps;
    bool alike;            // Its slices are to be made the source's; else it has its own sets.
    int chroma_offset;     // What the encoder is asked for, so that with what it adds itself it is the source's.
} Coding;

// A coded picture: packet->pts and packet->dts count frames of the span.
typedef struct {
    AVPacket **packets;
    int count, room;
    size_t bytes;
} Coded;

typedef struct {
    AVCodecContext *context;
    Sets sets;
    Coded coded;
} Encoder;

// Learns what must be asked for so that the encoder's sets are as like the source's as they can be, and which they are then; the
// caller frees those.
Sets encoder_sets(const Source *source, Coding *coding);

void encoder_open(Encoder *encoder, const Source *source, const Coding *coding);
void encoder_take(Encoder *encoder, const AVFrame *frame, int number);
// What was coded stays; what it took to code it goes.
void encoder_finish(Encoder *encoder);
void encoder_close(Encoder *encoder);

#endif
