// SPDX-License-Identifier: GPL-2.0-or-later

#include "packets.h"

#include <inttypes.h>
#include <string.h>

#include "report.h"
#include "source.h"

static void print_time(int64_t time) {
    if (time == AV_NOPTS_VALUE) printf("N/A,");
    else printf("%" PRId64 ",", time);
}

void list_packets(const PacketRequest *request) {
    Source source;
    container_open(&source, request->input, request->stream);
    // One with an index of its own is read stream by stream, and tells all times. In others the packets of other streams say how far
    // it was read, and some times are told from the coding.
    bool has_index = strstr(source.format->iformat->name, "mov") != NULL;
    if (has_index) {
        discard_others(&source);
    } else if (avformat_find_stream_info(source.format, NULL) < 0) {
        fail("the source cannot be read");
    }
    if (request->from != INT64_MIN) {
        int64_t place = av_rescale_q(request->from, AV_TIME_BASE_Q, source.stream->time_base);
        int code = av_seek_frame(source.format, source.stream->index, place, AVSEEK_FLAG_BACKWARD);
        if (code < 0) fail_with(code, "a place cannot be sought in it");
    }
    AVPacket *packet = av_packet_alloc();
    if (packet == NULL) fail("no memory is left");
    bool ended = false;
    // What cannot be read ends it, as the end does.
    while (!ended && av_read_frame(source.format, packet) >= 0) {
        const AVStream *stream = source.format->streams[packet->stream_index];
        int64_t time = packet->dts != AV_NOPTS_VALUE ? packet->dts : packet->pts;
        if (time != AV_NOPTS_VALUE && request->until != INT64_MAX) {
            ended = av_compare_ts(time, stream->time_base, request->until, AV_TIME_BASE_Q) >= 0;
        }
        if (stream == source.stream) {
            print_time(packet->pts);
            print_time(packet->dts);
            bool is_key = packet->flags & AV_PKT_FLAG_KEY, is_hidden = packet->flags & AV_PKT_FLAG_DISCARD;
            printf("%c%c\n", is_key ? 'K' : '_', is_hidden ? 'D' : '_');
        }
        av_packet_unref(packet);
    }
    av_packet_free(&packet);
    source_close(&source);
}
