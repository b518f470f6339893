// SPDX-License-Identifier: GPL-2.0-or-later

// How alike two pictures are.
#ifndef SMARTCLIP_CUT_COMPARE_H
#define SMARTCLIP_CUT_COMPARE_H

#include <stdint.h>

#include <libavutil/frame.h>

// The means of fields of luma, 8 by 8 pixels each.
typedef struct {
    int width, height;
    uint8_t *means;
} Fields;

Fields fields_of(const AVFrame *frame);
void fields_free(Fields *fields);

// The mean absolute difference, 0 to 255.
double fields_difference(const Fields *one, const Fields *other);

// The structural similarity of luma (Wang et al., 2004), over windows of 8 by 8 pixels, four apart.
double similarity(const AVFrame *one, const AVFrame *other);

#endif
