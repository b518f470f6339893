// SPDX-License-Identifier: GPL-2.0-or-later

// Bits as H.264 writes them (ITU-T H.264, 7.2 and 9.1): the highest first, Exp-Golomb codes, and bytes that keep a start
// code from coming about by chance.
#ifndef SMARTCLIP_CUT_BITS_H
#define SMARTCLIP_CUT_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Bytes that grow.
typedef struct {
    uint8_t *bytes;
    size_t count;
    size_t room;
} Buffer;

void buffer_append(Buffer *buffer, const void *bytes, size_t count);
void buffer_free(Buffer *buffer);

// Reads bits of a buffer. What lies behind the end reads as 0 and sets `failed`.
typedef struct {
    const uint8_t *bytes;
    size_t bits;
    size_t at;
    bool failed;
} BitReader;

BitReader bit_reader(const uint8_t *bytes, size_t count);
uint32_t read_bits(BitReader *reader, int count);
uint32_t read_ue(BitReader *reader);
int32_t read_se(BitReader *reader);

// Writes bits into a buffer.
typedef struct {
    Buffer buffer;
    int filled;  // Bits of the last byte that are taken; 0 where it is full.
} BitWriter;

void write_bits(BitWriter *writer, uint32_t value, int count);
void write_ue(BitWriter *writer, uint32_t value);
void write_se(BitWriter *writer, int32_t value);

// A NAL unit's content without the bytes against start codes, and with them.
void unescape(const uint8_t *bytes, size_t count, Buffer *into);
void escape(const uint8_t *bytes, size_t count, Buffer *into);

#endif
