// SPDX-License-Identifier: GPL-2.0-or-later

#include "bits.h"

#include <stdlib.h>
#include <string.h>

#include "report.h"

void buffer_append(Buffer *buffer, const void *bytes, size_t count) {
    if (count == 0) return;
    if (buffer->count + count > buffer->room) {
        size_t room = (buffer->count + count) * 2;
        uint8_t *grown = realloc(buffer->bytes, room);
        if (grown == NULL) fail("no memory is left");
        buffer->bytes = grown;
        buffer->room = room;
    }
    memcpy(buffer->bytes + buffer->count, bytes, count);
    buffer->count += count;
}

void buffer_free(Buffer *buffer) {
    free(buffer->bytes);
    *buffer = (Buffer){0};
}

BitReader bit_reader(const uint8_t *bytes, size_t count) { return (BitReader){.bytes = bytes, .bits = count * 8}; }

uint32_t read_bits(BitReader *reader, int count) {
    uint32_t value = 0;
    for (int index = 0; index < count; index++) {
        uint32_t bit = 0;
        if (reader->at < reader->bits) {
            bit = (reader->bytes[reader->at / 8] >> (7 - reader->at % 8)) & 1;
        } else {
            reader->failed = true;
        }
        reader->at++;
        value = value << 1 | bit;
    }
    return value;
}

uint32_t read_ue(BitReader *reader) {
    int zeros = 0;
    while (read_bits(reader, 1) == 0) {
        if (reader->failed || ++zeros > 31) {
            reader->failed = true;
            return 0;
        }
    }
    return (uint32_t)((1ull << zeros) - 1 + read_bits(reader, zeros));
}

int32_t read_se(BitReader *reader) {
    uint32_t code = read_ue(reader);
    int32_t half = (int32_t)(code / 2 + code % 2);
    return code % 2 ? half : -half;
}

void write_bits(BitWriter *writer, uint32_t value, int count) {
    for (int index = count - 1; index >= 0; index--) {
        if (writer->filled == 0) buffer_append(&writer->buffer, &(uint8_t){0}, 1);
        writer->buffer.bytes[writer->buffer.count - 1] |= (uint8_t)((value >> index & 1) << (7 - writer->filled));
        writer->filled = (writer->filled + 1) % 8;
    }
}

void write_ue(BitWriter *writer, uint32_t value) {
    uint64_t code = (uint64_t)value + 1;
    int length = 0;
    while (code >> (length + 1)) length++;
    write_bits(writer, 0, length);
    write_bits(writer, 1, 1);
    write_bits(writer, (uint32_t)(code - (1ull << length)), length);
}

void write_se(BitWriter *writer, int32_t value) {
    write_ue(writer, value > 0 ? 2 * (uint32_t)value - 1 : 2 * (uint32_t)-value);
}

void unescape(const uint8_t *bytes, size_t count, Buffer *into) {
    size_t begin = 0;
    for (size_t at = 2; at < count; at++) {
        if (bytes[at] != 3 || bytes[at - 1] != 0 || bytes[at - 2] != 0 || at - begin < 2) continue;
        buffer_append(into, bytes + begin, at - begin);
        begin = at + 1;
    }
    buffer_append(into, bytes + begin, count - begin);
}

void escape(const uint8_t *bytes, size_t count, Buffer *into) {
    size_t begin = 0;
    int zeros = 0;
    for (size_t at = 0; at < count; at++) {
        if (zeros == 2 && bytes[at] <= 3) {
            buffer_append(into, bytes + begin, at - begin);
            buffer_append(into, &(uint8_t){3}, 1);
            begin = at;
            zeros = 0;
        }
        zeros = bytes[at] == 0 ? zeros + 1 : 0;
    }
    buffer_append(into, bytes + begin, count - begin);
}
