// SPDX-License-Identifier: GPL-2.0-or-later

#include "source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libavutil/mem.h>
#include <libavutil/murmur3.h>

#include "report.h"

enum { READING = 1 << 16 };

// The containers that are cut. Each holds all it needs in one file.
static const char *const CONTAINERS = "mov,matroska,webm,mpegts,flv,live_flv";

static int read_file(void *opaque, uint8_t *bytes, int count) {
    Source *source = opaque;
    ssize_t got;
    do got = pread(source->file, bytes, (size_t)count, source->at); while (got < 0 && errno == EINTR);
    if (got < 0) return AVERROR(errno);
    if (got == 0) return AVERROR_EOF;
    source->at += got;
    return (int)got;
}

static int64_t seek_file(void *opaque, int64_t offset, int whence) {
    Source *source = opaque;
    struct stat facts;
    if (fstat(source->file, &facts) != 0) return AVERROR(errno);
    switch (whence & ~AVSEEK_FORCE) {
        case AVSEEK_SIZE: return facts.st_size;
        case SEEK_SET: source->at = offset; break;
        case SEEK_CUR: source->at += offset; break;
        case SEEK_END: source->at = facts.st_size + offset; break;
        default: return AVERROR(EINVAL);
    }
    return source->at;
}

// A container that names another file is refused.
static int open_nothing(AVFormatContext *format, AVIOContext **io, const char *url, int flags, AVDictionary **options) {
    (void)format, (void)io, (void)url, (void)flags, (void)options;
    return AVERROR(EPERM);
}

void container_open(Source *source, int file, int stream) {
    *source = (Source){.file = file};
    uint8_t *buffer = av_malloc(READING);
    source->format = avformat_alloc_context();
    if (buffer == NULL || source->format == NULL) fail("no memory is left");
    source->format->pb = avio_alloc_context(buffer, READING, 0, source, read_file, NULL, seek_file);
    if (source->format->pb == NULL) fail("no memory is left");
    source->format->flags |= AVFMT_FLAG_CUSTOM_IO;
    source->format->io_open = open_nothing;
    AVDictionary *options = NULL;
    av_dict_set(&options, "format_whitelist", CONTAINERS, 0);
    av_dict_set(&options, "protocol_whitelist", "none", 0);
    int code = avformat_open_input(&source->format, NULL, NULL, &options);
    av_dict_free(&options);
    // Versions of ffmpeg differ in what they say of a container that was not asked for.
    if (code == AVERROR_INVALIDDATA || code == AVERROR(EINVAL)) {
        unsuited("its container is not one of those that are cut without encoding");
    }
    if (code < 0) fail_with(code, "the source cannot be opened");
    if (stream < 0 || stream >= (int)source->format->nb_streams) {
        code = avformat_find_stream_info(source->format, NULL);
        if (code < 0 || stream < 0 || stream >= (int)source->format->nb_streams) fail("it has no stream %d", stream);
    }
    source->stream = source->format->streams[stream];
}

void discard_others(const Source *source) {
    for (unsigned index = 0; index < source->format->nb_streams; index++) {
        bool wanted = source->format->streams[index] == source->stream;
        source->format->streams[index]->discard = wanted ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    }
}

void source_open(Source *source, int file, int stream) {
    container_open(source, file, stream);
    // Streams without a header tell what they are only when some of them was read.
    if (source->stream->codecpar->extradata_size < 7 || source->stream->codecpar->width == 0) {
        int code = avformat_find_stream_info(source->format, NULL);
        if (code < 0) fail_with(code, "the source cannot be read");
    }
    const AVCodecParameters *codec = source->stream->codecpar;
    if (codec->codec_id != AV_CODEC_ID_H264) unsuited("its picture is not H.264");
    if (!parse_sets(codec->extradata, (size_t)codec->extradata_size, &source->sets)) {
        unsuited("its parameter sets cannot be read");
    }
    discard_others(source);
}

void source_close(Source *source) {
    if (source->format != NULL) {
        AVIOContext *io = source->format->pb;
        avformat_close_input(&source->format);
        if (io != NULL) av_freep(&io->buffer);
        avio_context_free(&io);
    }
    buffer_free(&source->sets.bytes);
}

bool source_read(Source *source, AVPacket *packet, Units *units) {
    while (true) {
        av_packet_unref(packet);
        int code = av_read_frame(source->format, packet);
        if (code == AVERROR_EOF) return false;
        if (code < 0) unsuited("it cannot be read to the end of the span");
        if (packet->stream_index != source->stream->index) continue;
        if (packet->flags & AV_PKT_FLAG_CORRUPT) unsuited("some of it is damaged");
        if (av_packet_get_side_data(packet, AV_PKT_DATA_NEW_EXTRADATA, NULL) != NULL) {
            unsuited("its parameter sets change on the way");
        }
        if (!split(packet->data, (size_t)packet->size, source->sets.length_size, units) || units->count == 0) {
            unsuited("a packet of it cannot be read");
        }
        return true;
    }
}

void hash_units(const Units *units, uint8_t hash[HASH_BYTES]) {
    static struct AVMurMur3 *state;
    if (state == NULL) state = av_murmur3_alloc();
    if (state == NULL) fail("no memory is left");
    av_murmur3_init(state);
    for (int index = 0; index < units->count; index++) {
        Unit unit = units->units[index];
        if (unit_type(unit) == NAL_SLICE || unit_type(unit) == NAL_IDR) {
            av_murmur3_update(state, unit.bytes, unit.count);
        }
    }
    av_murmur3_final(state, hash);
}

static Entry describe(const Source *source, const AVPacket *packet, const Units *units) {
    Entry entry = {.pts = packet->pts, .dts = packet->dts, .hidden = packet->flags & AV_PKT_FLAG_DISCARD};
    int pictures = 0;
    entry.passing = true;
    for (int index = 0; index < units->count; index++) {
        Unit unit = units->units[index];
        int type = unit_type(unit);
        if ((type == NAL_SPS || type == NAL_PPS) && !has_set(&source->sets, unit)) {
            unsuited("its parameter sets change on the way");
        }
        if (type >= NAL_PARTITION_A && type <= NAL_PARTITION_C) unsuited("its slices are in parts");
        if (type != NAL_SLICE && type != NAL_IDR) continue;
        if (unit.bytes[0] >> 5 & 3) entry.passing = false;
        SliceStart start;
        if (!parse_slice_start(unit, &source->sets, &start)) {
            unsuited("a slice of it cannot be read, or its pictures may be fields");
        }
        if (start.first == 0 && pictures++ == 0) {
            entry.idr = type == NAL_IDR;
            entry.idr_id = start.idr;
            entry.intra = start.type == 2;
            entry.pps = start.pps;
            entry.frame_num = start.frame_num;
        }
    }
    if (pictures != 1) unsuited("a packet of it holds %d pictures", pictures);
    if (packet->pts == AV_NOPTS_VALUE) unsuited("its packets do not all tell their time");
    hash_units(units, entry.hash);
    return entry;
}

static void go_to(Source *source, int64_t time) {
    int code = -1;
    if (time != AV_NOPTS_VALUE) {
        code = av_seek_frame(source->format, source->stream->index, time, AVSEEK_FLAG_BACKWARD);
    }
    // The beginning, by whatever way the container knows.
    if (code < 0) {
        int64_t least = source->stream->start_time == AV_NOPTS_VALUE ? 0 : source->stream->start_time;
        code = av_seek_frame(source->format, source->stream->index, least - (1 << 20), AVSEEK_FLAG_BACKWARD);
        if (code < 0) code = avformat_seek_file(source->format, source->stream->index, INT64_MIN, least, INT64_MAX, 0);
        if (code < 0) unsuited("no place can be sought in it");
    }
}

// One reading; false where decoding cannot begin before the first frame.
static bool read_entries(Source *source, int64_t first, int64_t last, int count, Index *index) {
    static Units units;
    AVPacket *packet = av_packet_alloc();
    if (packet == NULL) fail("no memory is left");
    // Beyond that many packets behind the last frame none of the span comes.
    int found = 0, beyond = 0;
    bool begun = false;
    index->count = 0;
    while (found < count && beyond < 64 && source_read(source, packet, &units)) {
        // Where a place was sought, the first packets may be parts.
        bool begins = false;
        for (int unit = 0; unit < units.count; unit++) begins |= unit_type(units.units[unit]) == NAL_IDR;
        if (!begun && !begins) {
            if (packet->pts != AV_NOPTS_VALUE && packet->pts > first) break;
            continue;
        }
        Entry entry = describe(source, packet, &units);
        // Nothing before the last entry of this kind is needed.
        if (entry.idr && entry.pts <= first) {
            index->count = found = beyond = 0;
            begun = true;
        }
        if (!begun) break;
        if (index->count == index->room) {
            index->room = index->room ? index->room * 2 : 256;
            index->entries = realloc(index->entries, (size_t)index->room * sizeof *index->entries);
            if (index->entries == NULL) fail("no memory is left");
        }
        if (index->count > 1 << 20) unsuited("it has no place for a cut within a million pictures");
        index->entries[index->count++] = entry;
        if (entry.pts >= first && entry.pts <= last) found++;
        if (entry.pts > last) beyond++;
    }
    av_packet_free(&packet);
    return begun;
}

void source_index(Source *source, int64_t first, int64_t last, int count, Index *index) {
    *index = (Index){0};
    AVRational base = source->stream->time_base;
    // Containers without a list of key frames give any place near; then it is looked for earlier.
    static const int leads[] = {0, 2, 12, 60};
    for (size_t attempt = 0; attempt <= sizeof leads / sizeof *leads; attempt++) {
        bool whole = attempt == sizeof leads / sizeof *leads;
        index->seek = whole ? AV_NOPTS_VALUE : first - av_rescale(leads[attempt], base.den, base.num);
        if (whole && av_rescale(first, base.num, base.den) > 600) break;
        go_to(source, index->seek);
        if (!read_entries(source, first, last, count, index)) continue;
        int found = 0;
        for (int entry = 0; entry < index->count; entry++) {
            int64_t pts = index->entries[entry].pts;
            if (pts < first || pts > last) continue;
            found++;
            if (index->entries[entry].hidden) unsuited("an edit list hides some of its frames");
        }
        if (found != count) unsuited("it has %d packets in the span in place of %d", found, count);
        return;
    }
    unsuited("it has no key frame before the span where decoding can begin");
}

static int entry_of(const Index *index, int64_t pts) {
    for (int entry = 0; entry < index->count; entry++) {
        if (index->entries[entry].pts == pts) return entry;
    }
    return -1;
}

void source_go(Source *source, const Index *index, int entry, AVPacket *packet, Units *units) {
    // At once, else from where the reading began.
    for (int attempt = 0; attempt < 2; attempt++) {
        go_to(source, attempt == 0 ? index->entries[entry].pts : index->seek);
        int known = -1;
        while (source_read(source, packet, units)) {
            known = entry_of(index, packet->pts);
            if (known >= entry) break;
        }
        uint8_t hash[HASH_BYTES];
        hash_units(units, hash);
        if (known == entry && memcmp(hash, index->entries[entry].hash, HASH_BYTES) == 0) return;
    }
    fail("a packet that was read before is not found again");
}
