// SPDX-License-Identifier: GPL-2.0-or-later

#include "compare.h"

#include <stdlib.h>

#include "report.h"

enum { FIELD = 8, STEP = 4 };

Fields fields_of(const AVFrame *frame) {
    Fields fields = {.width = frame->width / FIELD, .height = frame->height / FIELD};
    size_t count = (size_t)fields.width * (size_t)fields.height;
    fields.means = malloc(count + 1);
    if (fields.means == NULL) fail("no memory is left");
    for (int row = 0; row < fields.height; row++) {
        for (int column = 0; column < fields.width; column++) {
            const uint8_t *at = frame->data[0] + (ptrdiff_t)row * FIELD * frame->linesize[0] + column * FIELD;
            unsigned sum = 0;
            for (int line = 0; line < FIELD; line++, at += frame->linesize[0]) {
                for (int pixel = 0; pixel < FIELD; pixel++) sum += at[pixel];
            }
            fields.means[row * fields.width + column] = (uint8_t)(sum / (FIELD * FIELD));
        }
    }
    return fields;
}

void fields_free(Fields *fields) {
    free(fields->means);
    *fields = (Fields){0};
}

double fields_difference(const Fields *one, const Fields *other) {
    if (one->width != other->width || one->height != other->height) return 255;
    int count = one->width * one->height;
    if (count == 0) return 0;
    long sum = 0;
    for (int index = 0; index < count; index++) sum += abs(one->means[index] - other->means[index]);
    return (double)sum / count;
}

static double window(const uint8_t *one, ptrdiff_t one_line, const uint8_t *other, ptrdiff_t other_line) {
    long sum = 0, other_sum = 0, squares = 0, products = 0;
    for (int row = 0; row < FIELD; row++, one += one_line, other += other_line) {
        for (int column = 0; column < FIELD; column++) {
            int a = one[column], b = other[column];
            sum += a;
            other_sum += b;
            squares += a * a + b * b;
            products += a * b;
        }
    }
    const double count = FIELD * FIELD, c1 = 0.01 * 0.01 * 255 * 255, c2 = 0.03 * 0.03 * 255 * 255;
    double mean = (double)sum / count, other_mean = (double)other_sum / count;
    double deviation = (double)squares / count - mean * mean - other_mean * other_mean;
    double common = (double)products / count - mean * other_mean;
    return (2 * mean * other_mean + c1) * (2 * common + c2)
        / ((mean * mean + other_mean * other_mean + c1) * (deviation + c2));
}

double similarity(const AVFrame *one, const AVFrame *other) {
    if (one->width != other->width || one->height != other->height) return 0;
    double sum = 0;
    long count = 0;
    for (int row = 0; row + FIELD <= one->height; row += STEP) {
        for (int column = 0; column + FIELD <= one->width; column += STEP, count++) {
            sum += window(
                one->data[0] + (ptrdiff_t)row * one->linesize[0] + column, one->linesize[0],
                other->data[0] + (ptrdiff_t)row * other->linesize[0] + column, other->linesize[0]
            );
        }
    }
    return count > 0 ? sum / (double)count : 1;
}
