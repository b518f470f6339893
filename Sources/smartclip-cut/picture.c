// SPDX-License-Identifier: GPL-2.0-or-later

#include "picture.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "report.h"

enum { ACROSS = 64, DOWN = 36, PART = 256 };

static FILE *begin(const char *name) {
    FILE *file = fopen(name, "wbe");
    if (file == NULL) fail("a file for pictures cannot be made: %s", strerror(errno));
    return file;
}

static void write_bytes(FILE *file, const uint8_t *bytes, size_t count) {
    if (fwrite(bytes, 1, count, file) != count) fail("a picture cannot be written: %s", strerror(errno));
}

static void end(FILE *file) {
    if (file != NULL && fclose(file) != 0) fail("a picture cannot be written: %s", strerror(errno));
}

Pictures pictures_open(const char *small, const char *luma) {
    return (Pictures){.small = begin(small), .luma = begin(luma)};
}

void pictures_close(Pictures *pictures) {
    end(pictures->small);
    end(pictures->luma);
    *pictures = (Pictures){0};
}

// How much of a line or a column lies in a field, in parts of it. A field begins and ends in the middle of one where the frame's size
// has it so.
static uint32_t covered(int at, int64_t from, int64_t to) {
    int64_t begins = (int64_t)at * PART, ends = begins + PART;
    if (begins < from) begins = from;
    if (ends > to) ends = to;
    return (uint32_t)(ends - begins);
}

void pictures_add_small(Pictures *pictures, const AVFrame *frame) {
    uint32_t *columns = malloc((size_t)frame->width * sizeof *columns);
    if (columns == NULL) fail("no memory is left");
    uint8_t small[ACROSS * DOWN];
    for (int row = 0; row < DOWN; row++) {
        int64_t top = (int64_t)frame->height * PART * row / DOWN, bottom = (int64_t)frame->height * PART * (row + 1) / DOWN;
        memset(columns, 0, (size_t)frame->width * sizeof *columns);
        for (int line = (int)(top / PART); (int64_t)line * PART < bottom; line++) {
            const uint8_t *luma = frame->data[0] + (ptrdiff_t)line * frame->linesize[0];
            uint32_t weight = covered(line, top, bottom);
            for (int column = 0; column < frame->width; column++) columns[column] += weight * luma[column];
        }
        for (int field = 0; field < ACROSS; field++) {
            int64_t left = (int64_t)frame->width * PART * field / ACROSS;
            int64_t right = (int64_t)frame->width * PART * (field + 1) / ACROSS;
            uint64_t sum = 0, area = (uint64_t)(right - left) * (uint64_t)(bottom - top);
            for (int column = (int)(left / PART); (int64_t)column * PART < right; column++) {
                sum += (uint64_t)columns[column] * covered(column, left, right);
            }
            small[row * ACROSS + field] = area > 0 ? (uint8_t)((sum + area / 2) / area) : 0;
        }
    }
    free(columns);
    write_bytes(pictures->small, small, sizeof small);
}

void pictures_add_luma(Pictures *pictures, const AVFrame *frame) {
    for (int line = 0; line < frame->height; line++) {
        write_bytes(pictures->luma, frame->data[0] + (ptrdiff_t)line * frame->linesize[0], (size_t)frame->width);
    }
}
