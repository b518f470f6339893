// SPDX-License-Identifier: GPL-2.0-or-later

#include "codec.h"

#include <stdlib.h>
#include <string.h>

#include <libavutil/opt.h>

#include "report.h"

// A part that is encoded is a few seconds; more than this is none.
static const size_t MOST_BYTES = 512u << 20;

typedef struct {
    const int64_t *frames;
    int early, next, to;
    TakeFrame take;
    void *taker;
} Taking;

static void receive(AVCodecContext *decoder, AVFrame *frame, Taking *taking) {
    while (true) {
        int code = avcodec_receive_frame(decoder, frame);
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return;
        if (code < 0) unsuited("some of it does not decode");
        int64_t time = frame->best_effort_timestamp;
        int number = taking->early >= 0 ? taking->early : taking->next;
        bool wanted = number < taking->to && time == taking->frames[number];
        if (wanted && frame->format != AV_PIX_FMT_YUV420P) unsuited("its pixels are not 8-bit 4:2:0");
        if (wanted && frame->decode_error_flags != 0) unsuited("some of it is damaged");
        if (wanted) {
            taking->take(taking->taker, frame, number);
            taking->early >= 0 ? taking->early = -1 : taking->next++;
        } else if (number < taking->to && time > taking->frames[number]) {
            unsuited("a frame of it is not decoded");
        }
        av_frame_unref(frame);
    }
}

// How many pictures at most are decoded before one that is shown before them.
static int reorder_of(const Index *index, int begin, int end) {
    enum { MOST = 16 };
    int most = 0;
    for (int entry = begin; entry < end; entry++) {
        int later = 0;
        for (int before = entry - 1; before >= begin && before >= entry - MOST; before--) {
            if (index->entries[before].pts > index->entries[entry].pts) later++;
        }
        if (later > most) most = later;
    }
    return most;
}

// From which entry on all must be decoded. Of what comes before the first frame that is wanted, pictures to which nothing refers are
// left out, but a few that are reordered with it.
static int whole_from(const Index *index, int begin, int end, int64_t first, int reorder) {
    for (int entry = begin; entry < end; entry++) {
        if (index->entries[entry].pts >= first) return entry - 2 * (reorder + 1);
    }
    return begin;
}

void decode_range(
    Source *source, const Index *index, int begin, int end, const int64_t *frames, int early, int from, int to,
    TakeFrame take, void *context
) {
    if (from >= to) return;
    const AVCodec *codec = avcodec_find_decoder(AV_CODEC_ID_H264);
    AVCodecContext *decoder = codec == NULL ? NULL : avcodec_alloc_context3(codec);
    AVPacket *packet = av_packet_alloc();
    AVFrame *frame = av_frame_alloc();
    if (decoder == NULL || packet == NULL || frame == NULL) fail("no decoder can be had");
    int code = avcodec_parameters_to_context(decoder, source->stream->codecpar);
    if (code < 0) fail_with(code, "the decoder refuses the source");
    decoder->pkt_timebase = source->stream->time_base;
    decoder->thread_count = MOST_THREADS;
    // Else it would learn by and by how far pictures are reordered, and show some too early.
    int reorder = reorder_of(index, begin, end);
    decoder->has_b_frames = reorder;
    decoder->err_recognition = AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER | AV_EF_EXPLODE;
    code = avcodec_open2(decoder, codec, NULL);
    if (code < 0) fail_with(code, "the decoder does not open");

    static Units units;
    Taking taking = {frames, early, from, to, take, context};
    int whole = whole_from(index, begin, end, frames[from], reorder);
    source_go(source, index, begin, packet, &units);
    for (int entry = begin; entry < end && taking.next < to; entry++) {
        if (entry > begin && !source_read(source, packet, &units)) fail("the source ends where it did not before");
        if (entry < whole && index->entries[entry].passing) continue;
        if (avcodec_send_packet(decoder, packet) < 0) unsuited("some of it does not decode");
        receive(decoder, frame, &taking);
    }
    if (taking.next < to) {
        avcodec_send_packet(decoder, NULL);
        receive(decoder, frame, &taking);
    }
    if (taking.next < to) unsuited("a frame of it is not decoded");
    av_packet_free(&packet);
    av_frame_free(&frame);
    avcodec_free_context(&decoder);
}

// The options of x264 that make what it codes fit to be put beside the source's. It looks ahead by fewer frames than its preset has it:
// each takes 7 MB of 1080p, and what is encoded is short.
static void describe(char *text, size_t room, const Coding *coding) {
    int used = snprintf(
        text, room,
        "sps-id=%d:annexb=1:aud=0:repeat-headers=0:open-gop=0:sliced-threads=0:scenecut=0:weightp=0:force-cfr=1"
        ":bframes=%d:b-pyramid=%s:direct=spatial:rc-lookahead=10:sync-lookahead=0",
        coding->sps_id, coding->b_frames, coding->pyramid ? "normal" : "none"
    );
    if (!coding->alike) return;
    const SPS *sps = coding->sps;
    const PPS *pps = coding->pps;
    used += snprintf(
        text + used, room - (size_t)used, ":dpb-size=%u:cabac=%d:8x8dct=%d:weightb=%d:constrained-intra=%d"
        ":chroma-qp-offset=%d",
        sps->references, pps->cabac, pps->transform_8x8, pps->bipred == 2, pps->constrained,
        coding->chroma_offset
    );
    // A picture refers to no more than the source's may.
    static const struct { const char *preset; unsigned references; } usual[] = {
        {"ultrafast", 1}, {"superfast", 1}, {"veryfast", 1}, {"faster", 2}, {"fast", 2}, {"medium", 3}, {"slow", 5},
        {"slower", 8}, {"veryslow", 16}, {"placebo", 16},
    };
    unsigned references = 3;
    for (size_t index = 0; index < sizeof usual / sizeof *usual; index++) {
        if (strcmp(usual[index].preset, coding->preset) == 0) references = usual[index].references;
    }
    if (references > sps->references) references = sps->references;
    used += snprintf(text + used, room - (size_t)used, ":ref=%u", references > 0 ? references : 1);
    // Without a field for it the filter works as it does by itself.
    if (!pps->deblocking) snprintf(text + used, room - (size_t)used, ":deblock=0,0");
}

static void open_context(Encoder *encoder, const Source *source, const Coding *coding) {
    const AVCodec *codec = avcodec_find_encoder_by_name("libx264");
    if (codec == NULL) unsuited("this build of ffmpeg has no encoder libx264");
    AVCodecContext *context = encoder->context = avcodec_alloc_context3(codec);
    if (context == NULL) fail("no memory is left");
    const AVCodecParameters *like = source->stream->codecpar;
    context->width = like->width;
    context->height = like->height;
    context->pix_fmt = AV_PIX_FMT_YUV420P;
    context->time_base = av_inv_q(coding->rate);
    context->framerate = coding->rate;
    context->sample_aspect_ratio = like->sample_aspect_ratio;
    context->color_range = like->color_range;
    context->color_primaries = like->color_primaries;
    context->color_trc = like->color_trc;
    context->colorspace = like->color_space;
    context->chroma_sample_location = like->chroma_location;
    // A key frame every two seconds at most, as in what is encoded whole.
    context->gop_size = (int)(av_q2d(coding->rate) * 2 + 0.5);
    context->thread_count = MOST_THREADS;
    context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    char options[1000], crf[8];
    describe(options, sizeof options, coding);
    snprintf(crf, sizeof crf, "%d", coding->crf);
    int code = av_opt_set(context->priv_data, "preset", coding->preset, 0);
    if (code >= 0) code = av_opt_set(context->priv_data, "crf", crf, 0);
    if (code >= 0) code = av_opt_set(context->priv_data, "x264-params", options, 0);
    if (code < 0) fail_with(code, "the encoder refuses its options");
    code = avcodec_open2(context, codec, NULL);
    if (code < 0) fail_with(code, "the encoder does not open");
    if (!parse_sets(context->extradata, (size_t)context->extradata_size, &encoder->sets)) {
        fail("the encoder's parameter sets cannot be read");
    }
}

void encoder_open(Encoder *encoder, const Source *source, const Coding *coding) {
    *encoder = (Encoder){0};
    open_context(encoder, source, coding);
}

Sets encoder_sets(const Source *source, Coding *coding) {
    coding->chroma_offset = coding->alike ? coding->pps->chroma_offset : 0;
    for (int attempt = 0;; attempt++) {
        Encoder trial;
        encoder_open(&trial, source, coding);
        Sets sets = trial.sets;
        trial.sets = (Sets){0};
        encoder_close(&trial);
        PPS pps;
        if (!parse_pps(sets.pps[0], &pps)) fail("the encoder's parameter sets cannot be read");
        // It adds to the offset as its psychovisual options have it.
        int missing = coding->alike ? coding->pps->chroma_offset - pps.chroma_offset : 0;
        if (missing == 0 || attempt == 1) return sets;
        coding->chroma_offset += missing;
        buffer_free(&sets.bytes);
    }
}

static void gather(Encoder *encoder) {
    Coded *coded = &encoder->coded;
    while (true) {
        AVPacket *packet = av_packet_alloc();
        if (packet == NULL) fail("no memory is left");
        int code = avcodec_receive_packet(encoder->context, packet);
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) {
            av_packet_free(&packet);
            return;
        }
        if (code < 0) fail_with(code, "the encoder failed");
        if (coded->count == coded->room) {
            coded->room = coded->room ? coded->room * 2 : 64;
            coded->packets = realloc(coded->packets, (size_t)coded->room * sizeof *coded->packets);
            if (coded->packets == NULL) fail("no memory is left");
        }
        coded->packets[coded->count++] = packet;
        coded->bytes += (size_t)packet->size;
        if (coded->bytes > MOST_BYTES) unsuited("what would have to be encoded is too large");
    }
}

void encoder_take(Encoder *encoder, const AVFrame *frame, int number) {
    AVFrame *own = av_frame_clone(frame);
    if (own == NULL) fail("no memory is left");
    if (own->width != encoder->context->width || own->height != encoder->context->height) {
        unsuited("the size of its picture changes");
    }
    own->pts = number;
    own->pict_type = AV_PICTURE_TYPE_NONE;
    // What was said beside the picture is not for the encoder.
    while (own->nb_side_data > 0) av_frame_remove_side_data(own, own->side_data[0]->type);
    int code = avcodec_send_frame(encoder->context, own);
    av_frame_free(&own);
    if (code < 0) fail_with(code, "the encoder failed");
    gather(encoder);
}

void encoder_finish(Encoder *encoder) {
    int code = avcodec_send_frame(encoder->context, NULL);
    if (code < 0) fail_with(code, "the encoder failed");
    gather(encoder);
    // A hundred megabytes and more of pictures, of which the next encoder needs as many.
    avcodec_free_context(&encoder->context);
}

void encoder_close(Encoder *encoder) {
    for (int index = 0; index < encoder->coded.count; index++) av_packet_free(&encoder->coded.packets[index]);
    free(encoder->coded.packets);
    avcodec_free_context(&encoder->context);
    buffer_free(&encoder->sets.bytes);
    *encoder = (Encoder){0};
}
