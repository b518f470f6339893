// SPDX-License-Identifier: GPL-2.0-or-later

// A source that was opened by somebody else, and the packets of a span of it.
#ifndef SMARTCLIP_CUT_SOURCE_H
#define SMARTCLIP_CUT_SOURCE_H

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>

#include "avc.h"

typedef struct {
    int file;
    int64_t at;  // Where this program reads; the descriptor's own place is others' too.
    AVFormatContext *format;
    AVStream *stream;
    Sets sets;
} Source;

enum { HASH_BYTES = 16 };

// What is known of a packet. Only the packets of the span and those that are needed to decode it are kept, without their
// content.
typedef struct {
    int64_t pts;
    int64_t dts;
    bool idr;      // It begins with a NAL unit of type 5: decoding can begin here whatever came before.
    bool intra;    // Its first slice is an I slice.
    bool hidden;   // An edit list hides it.
    bool passing;  // No other picture refers to it.
    uint32_t idr_id, pps;
    uint32_t frame_num;
    uint8_t hash[HASH_BYTES];  // Of its slices.
} Entry;

typedef struct {
    Entry *entries;
    int count, room;
    int64_t seek;  // Where reading began; AV_NOPTS_VALUE for the beginning.
} Index;

// Opens a descriptor as a container with a stream of that number; no other file, and no protocol, can be reached by it.
void container_open(Source *source, int file, int stream);
// The same, of a stream of H.264.
void source_open(Source *source, int file, int stream);
// Nothing else is read of its container then.
void discard_others(const Source *source);
void source_close(Source *source);

// Reads the next packet of the stream, and its units. False at the end.
bool source_read(Source *source, AVPacket *packet, Units *units);

// Reads entries from the last packet on, before the frame at `first`, where decoding can begin, until `count` frames from
// `first` to `last` were found. Ends the program where the source is not of the kind that can be cut.
void source_index(Source *source, int64_t first, int64_t last, int count, Index *index);

// Goes to an entry: the next packet read is that one. Gives it.
void source_go(Source *source, const Index *index, int entry, AVPacket *packet, Units *units);

void hash_units(const Units *units, uint8_t hash[HASH_BYTES]);

#endif
