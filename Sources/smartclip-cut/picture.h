// SPDX-License-Identifier: GPL-2.0-or-later

// Pictures of the source's frames, as files for whoever compares them with the clip's.
#ifndef SMARTCLIP_CUT_PICTURE_H
#define SMARTCLIP_CUT_PICTURE_H

#include <stdio.h>

#include <libavutil/frame.h>

// Small ones of 64 by 36 grey pixels, each the mean of a field of the frame, and luma as large as it is; one after another, a byte a
// pixel.
typedef struct {
    FILE *small, *luma;
} Pictures;

// Begins two files of these names in the current folder.
Pictures pictures_open(const char *small, const char *luma);
void pictures_add_small(Pictures *pictures, const AVFrame *frame);
void pictures_add_luma(Pictures *pictures, const AVFrame *frame);
void pictures_close(Pictures *pictures);

#endif
