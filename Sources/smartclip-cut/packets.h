// SPDX-License-Identifier: GPL-2.0-or-later

// The packets of a stream, as its container lists them.
#ifndef SMARTCLIP_CUT_PACKETS_H
#define SMARTCLIP_CUT_PACKETS_H

#include <stdint.h>

typedef struct {
    int input;            // A descriptor.
    int stream;           // Its number in the container.
    int64_t from, until;  // On the container's clock, in microseconds; INT64_MIN for its beginning, INT64_MAX for its end.
} PacketRequest;

// Prints a line for each packet from one at or before `from` on, from which decoding can begin, up to one that is decoded at `until`
// or later: when it is shown, when it is decoded, and its flags, as ffprobe has them: `1024,512,K_`. Nothing is decoded.
void list_packets(const PacketRequest *request);

#endif
