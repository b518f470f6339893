// SPDX-License-Identifier: GPL-2.0-or-later

#include "write.h"

#include <stdlib.h>
#include <string.h>

#include "report.h"

int track_clock(AVRational rate) {
    int times = (10000 + rate.num - 1) / rate.num;
    return rate.num * (times > 0 ? times : 1);
}

static void next_sound(Writer *writer) {
    av_packet_unref(writer->waiting);
    int code = av_read_frame(writer->heard, writer->waiting);
    if (code < 0 && code != AVERROR_EOF) fail_with(code, "the sound cannot be read");
}

static void open_sound(Writer *writer, const char *name) {
    char url[300];
    snprintf(url, sizeof url, "file:%s", name);
    int code = avformat_open_input(&writer->heard, url, NULL, NULL);
    if (code < 0) fail_with(code, "the sound cannot be opened");
    if (writer->heard->nb_streams != 1) fail("the sound's file holds %u streams", writer->heard->nb_streams);
    writer->sound = avformat_new_stream(writer->format, NULL);
    writer->waiting = av_packet_alloc();
    if (writer->sound == NULL || writer->waiting == NULL) fail("no memory is left");
    code = avcodec_parameters_copy(writer->sound->codecpar, writer->heard->streams[0]->codecpar);
    if (code < 0) fail_with(code, "the sound cannot be copied");
    writer->sound->codecpar->codec_tag = 0;
    writer->sound->time_base = writer->heard->streams[0]->time_base;
    next_sound(writer);
}

static void describe_picture(Writer *writer, const Source *source, const Buffer *sets) {
    AVCodecParameters *codec = writer->picture->codecpar;
    int code = avcodec_parameters_copy(codec, source->stream->codecpar);
    if (code < 0) fail_with(code, "the picture cannot be copied");
#if LIBAVCODEC_VERSION_MAJOR >= 61
    // What a camera said of the track, and is not for a clip.
    av_packet_side_data_free(&codec->coded_side_data, &codec->nb_coded_side_data);
#endif
    codec->codec_tag = 0;
    av_freep(&codec->extradata);
    codec->extradata = av_mallocz(sets->count + AV_INPUT_BUFFER_PADDING_SIZE);
    if (codec->extradata == NULL) fail("no memory is left");
    memcpy(codec->extradata, sets->bytes, sets->count);
    codec->extradata_size = (int)sets->count;
    codec->bit_rate = 0;
}

void writer_open(
    Writer *writer, const char *name, const char *sound, const Source *source, const Buffer *sets, AVRational rate,
    int delay
) {
    *writer = (Writer){.rate = rate, .delay = delay};
    char url[300];
    snprintf(url, sizeof url, "file:%s", name);
    int code = avformat_alloc_output_context2(&writer->format, NULL, "mp4", url);
    if (code < 0) fail_with(code, "the clip cannot be begun");
    writer->picture = avformat_new_stream(writer->format, NULL);
    if (writer->picture == NULL) fail("no memory is left");
    describe_picture(writer, source, sets);
    int clock = track_clock(rate);
    writer->unit = (int64_t)rate.den * (clock / rate.num);
    writer->picture->time_base = (AVRational){1, clock};
    writer->picture->avg_frame_rate = writer->picture->r_frame_rate = rate;
    writer->picture->sample_aspect_ratio = writer->picture->codecpar->sample_aspect_ratio;
    if (sound != NULL) open_sound(writer, sound);
    writer->format->flags |= AVFMT_FLAG_BITEXACT;
    writer->format->max_interleave_delta = 0;
    code = avio_open(&writer->format->pb, url, AVIO_FLAG_WRITE);
    if (code < 0) fail_with(code, "the clip's file cannot be made");
    AVDictionary *options = NULL;
    av_dict_set(&options, "movflags", "+faststart", 0);
    av_dict_set_int(&options, "video_track_timescale", clock, 0);
    av_dict_set_int(&options, "movie_timescale", 48000, 0);
    code = avformat_write_header(writer->format, &options);
    av_dict_free(&options);
    if (code < 0) fail_with(code, "the clip's head cannot be written");
}

// Whether a message of it is data of who encoded, of no standard: an encoder's options, a camera's place.
static bool holds_user_data(Unit unit) {
    size_t at = 1;
    while (at + 1 < unit.count && !(at + 1 == unit.count && unit.bytes[at] == 0x80)) {
        unsigned type = 0, size = 0;
        while (at < unit.count && unit.bytes[at] == 0xFF) type += 255, at++;
        if (at < unit.count) type += unit.bytes[at++];
        while (at < unit.count && unit.bytes[at] == 0xFF) size += 255, at++;
        if (at < unit.count) size += unit.bytes[at++];
        if (type == 5) return true;
        at += size;
    }
    return false;
}

static bool is_kept(Unit unit) {
    int type = unit_type(unit);
    return type == NAL_SLICE || type == NAL_IDR || (type == NAL_SEI && !holds_user_data(unit));
}

static void write_sound(Writer *writer, int64_t until) {
    while (writer->heard != NULL && writer->waiting->data != NULL) {
        bool later = av_compare_ts(
            writer->waiting->dts, writer->heard->streams[0]->time_base, until, writer->picture->time_base
        ) > 0;
        if (later && until != INT64_MAX) return;
        av_packet_rescale_ts(writer->waiting, writer->heard->streams[0]->time_base, writer->sound->time_base);
        writer->waiting->stream_index = writer->sound->index;
        writer->waiting->pos = -1;
        int code = av_interleaved_write_frame(writer->format, writer->waiting);
        if (code < 0) fail_with(code, "the sound cannot be written");
        next_sound(writer);
    }
}

void writer_take(Writer *writer, const Units *units, int number) {
    Buffer content = {0};
    bool idr = false;
    for (int index = 0; index < units->count; index++) {
        Unit unit = units->units[index];
        if (!is_kept(unit)) continue;
        idr |= unit_type(unit) == NAL_IDR;
        uint8_t length[] = {
            (uint8_t)(unit.count >> 24), (uint8_t)(unit.count >> 16), (uint8_t)(unit.count >> 8), (uint8_t)unit.count,
        };
        buffer_append(&content, length, sizeof length);
        buffer_append(&content, unit.bytes, unit.count);
    }
    AVPacket *packet = av_packet_alloc();
    if (packet == NULL || av_new_packet(packet, (int)content.count) < 0) fail("no memory is left");
    memcpy(packet->data, content.bytes, content.count);
    buffer_free(&content);
    packet->stream_index = writer->picture->index;
    packet->pts = number * writer->unit;
    packet->dts = (writer->written - writer->delay) * writer->unit;
    packet->duration = writer->unit;
    packet->time_base = (AVRational){1, track_clock(writer->rate)};
    if (idr) packet->flags |= AV_PKT_FLAG_KEY;
    write_sound(writer, packet->dts);
    av_packet_rescale_ts(packet, packet->time_base, writer->picture->time_base);
    int code = av_interleaved_write_frame(writer->format, packet);
    if (code < 0) fail_with(code, "the clip cannot be written");
    av_packet_free(&packet);
    writer->written++;
}

void writer_finish(Writer *writer) {
    write_sound(writer, INT64_MAX);
    int code = av_write_trailer(writer->format);
    if (code < 0) fail_with(code, "the clip cannot be finished");
    code = avio_closep(&writer->format->pb);
    if (code < 0) fail_with(code, "the clip cannot be finished");
}

void writer_close(Writer *writer) {
    avformat_close_input(&writer->heard);
    av_packet_free(&writer->waiting);
    avformat_free_context(writer->format);
    *writer = (Writer){0};
}
