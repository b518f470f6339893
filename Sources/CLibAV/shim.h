// What smartclip-cut uses of ffmpeg's libraries.
#ifndef SMARTCLIP_CLIBAV_H
#define SMARTCLIP_CLIBAV_H

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>

#endif
