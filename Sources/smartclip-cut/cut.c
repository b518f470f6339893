// SPDX-License-Identifier: GPL-2.0-or-later

#include "cut.h"

#include <stdlib.h>
#include <string.h>

#include "codec.h"
#include "picture.h"
#include "report.h"
#include "write.h"

// About so many key frames come into the film of them.
enum { KEYS = 8 };

// A part that is encoded.
typedef struct {
    int from, to; // The numbers of its frames.
    Encoder encoder;
    Pictures *pictures;
} Part;

// Where the parts meet. Frames are counted in the order of showing, entries in that of decoding.
typedef struct {
    int64_t *frames;       // The times of the span's frames.
    int copied, copied_to; // Numbers of frames.
    int begin, end;        // Entries that are copied.
    int tail, anchor;      // The entry from which the tail is decoded, and the number of its frame.
    int reach;             // The most entries by which a picture of the source is decoded before it is shown.
} Seams;

// How a clip is to be made.
typedef struct {
    Source source;
    Index index;
    Seams seams;
    SPS sps;
    PPS pps;
    Coding coding;
    Rewrite rewrite;
    bool encodes;
} Plan;

static int compare_times(const void *left, const void *right) {
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

static int number_of(const CutRequest *request, const int64_t *frames, int64_t pts) {
    const int64_t *found = bsearch(&pts, frames, (size_t)request->count, sizeof *frames, compare_times);
    return found == NULL ? -1 : (int)(found - frames);
}

static int64_t *frames_of(const CutRequest *request, const Index *index) {
    int64_t *frames = calloc((size_t)request->count, sizeof *frames);
    if (frames == NULL) fail("no memory is left");
    int count = 0;
    for (int entry = 0; entry < index->count && count < request->count; entry++) {
        int64_t pts = index->entries[entry].pts;
        if (pts >= request->first && pts <= request->last) frames[count++] = pts;
    }
    qsort(frames, (size_t)count, sizeof *frames, compare_times);
    for (int frame = 1; frame < count; frame++) {
        if (frames[frame] == frames[frame - 1]) unsuited("two of its frames have one time");
    }
    if (count == 0 || frames[0] != request->first || frames[count - 1] != request->last) {
        unsuited("its frames are not those of the list");
    }
    return frames;
}

// Finds what can be copied: from the first IDR picture of the span on, as many entries as hold, together, a row of frames without
// a gap.
static Seams find_seams(const CutRequest *request, const Index *index) {
    Seams seams = {.frames = frames_of(request, index), .begin = -1};
    for (int entry = 0; entry < index->count && seams.begin < 0; entry++) {
        const Entry *at = &index->entries[entry];
        if (at->idr && at->pts >= request->first && at->pts <= request->last) seams.begin = entry;
    }
    if (seams.begin < 0) unsuited("no key frame of it lies in the span where decoding can begin (IDR)");
    seams.copied = number_of(request, seams.frames, index->entries[seams.begin].pts);
    seams.copied_to = seams.copied;
    seams.end = seams.begin;
    int most = seams.copied - 1;
    for (int entry = seams.begin; entry < index->count; entry++) {
        int number = number_of(request, seams.frames, index->entries[entry].pts);
        // What was decoded before it may be shown behind it, but not the other way.
        if (number < 0) break;
        if (number < seams.copied) unsuited("a picture that is decoded behind a key frame is shown before it");
        if (number > most) most = number;
        int ahead = (entry - seams.begin) - (number - seams.copied);
        if (ahead > seams.reach) seams.reach = ahead;
        if (most - seams.copied != entry - seams.begin) continue;
        seams.end = entry + 1;
        seams.copied_to = most + 1;
    }
    // The last key frame before the tail's first frame: one that is copied.
    seams.tail = seams.begin;
    for (int entry = seams.begin; entry < seams.end; entry++) {
        if (index->entries[entry].idr) seams.tail = entry;
    }
    seams.anchor = number_of(request, seams.frames, index->entries[seams.tail].pts);
    if (seams.end == seams.begin) unsuited("nothing of it can be copied");
    return seams;
}

// Encoding costs about so many times as much as decoding; what is left must be worth a second look at the file.
static void require_worth(const CutRequest *request, const Seams *seams) {
    int encoded = request->count - (seams->copied_to - seams->copied);
    if (encoded * 4 > request->count * 3) {
        unsuited("too little of it can be copied: %d of %d frames would be encoded", encoded, request->count);
    }
}

static void take(void *context, const AVFrame *frame, int number) {
    Part *part = context;
    pictures_add_small(part->pictures, frame);
    if (number < part->from || number >= part->to) return;
    if (number == part->from || number == part->to - 1) pictures_add_luma(part->pictures, frame);
    encoder_take(&part->encoder, frame, number);
}

// Encodes what lies before the copied frames, and decodes the first of those too.
static void encode_head(Plan *plan, Part *part) {
    const Seams *seams = &plan->seams;
    if (part->from < part->to) encoder_open(&part->encoder, &plan->source, &plan->coding);
    decode_range(&plan->source, &plan->index, 0, seams->begin + 1, seams->frames, -1, 0, seams->copied + 1, take, part);
    if (part->from < part->to) encoder_finish(&part->encoder);
}

// Encodes what lies behind the copied frames, and decodes the key frame before it too.
static void encode_tail(Plan *plan, Part *part) {
    const Seams *seams = &plan->seams;
    if (part->from == part->to) return;
    encoder_open(&part->encoder, &plan->source, &plan->coding);
    decode_range(&plan->source, &plan->index, seams->tail, plan->index.count, seams->frames, seams->anchor, part->from,
                 part->to, take, part);
    encoder_finish(&part->encoder);
}

// How the parts are encoded: with B-frames where the source has them, as far as its sets allow for them.
static Coding coding_for(const CutRequest *request, const Seams *seams, const SPS *sps, const PPS *pps) {
    Coding coding = {
        .crf = request->crf, .preset = request->preset, .rate = request->rate, .sps = sps, .pps = pps, .alike = true,
    };
    unsigned reorder = sps->restricts ? sps->reorder : (unsigned)seams->reach;
    // The quickest preset has no B-frames.
    if (strcmp(request->preset, "ultrafast") == 0) reorder = 0;
    if (reorder > 0 && sps->references > 1 && sps->direct_8x8 && sps->poc_type == 0) {
        coding.pyramid = reorder > 1 && sps->references > 3;
        // Half the range of the order's field must hold what lies between two pictures.
        int room = (1 << sps->poc_bits) / 2;
        for (coding.b_frames = 3; coding.b_frames > 0; coding.b_frames--) {
            if ((coding.b_frames + 2) * (coding.pyramid + 1) * 2 < room) break;
        }
        if (coding.b_frames < 2) coding.pyramid = false;
    }
    return coding;
}

static int unused_set(const Sets *sets) {
    for (uint32_t id = 1; id < 32; id++) {
        SPS sps;
        PPS pps;
        if (!find_sps(sets, id, &sps) && !find_pps(sets, id, &pps)) return (int)id;
    }
    unsuited("its parameter sets leave no number free");
}

// Writes the pictures of a part: as the encoder made them, or as slices of the source's sets.
static void write_part(Writer *writer, const Part *part, const Rewrite *rewrite, const uint32_t ids[2]) {
    static Units units, written;
    uint32_t frame_num = 0, before = 0;
    int64_t shown = 0;
    int keys = 0;
    for (int index = 0; index < part->encoder.coded.count; index++) {
        const AVPacket *packet = part->encoder.coded.packets[index];
        if (!split(packet->data, (size_t)packet->size, 0, &units)) fail("what the encoder made cannot be read");
        Buffer slices[16] = {0};
        bool begun = false;
        written.count = 0;
        for (int unit = 0; unit < units.count; unit++) {
            Unit slice = units.units[unit];
            if (unit_type(slice) != NAL_SLICE && unit_type(slice) != NAL_IDR) continue;
            if (rewrite == NULL) {
                written.units[written.count++] = slice;
                continue;
            }
            SliceStart start;
            if (written.count == 16 || !parse_slice_start(slice, &part->encoder.sets, &start)) {
                fail("what the encoder made cannot be read");
            }
            if (!begun && unit_type(slice) == NAL_IDR) {
                frame_num = before = start.frame_num;
                shown = packet->pts;
                keys++;
            } else if (!begun) {
                uint32_t range = 1u << rewrite->from_sps.frame_num_bits;
                frame_num += (start.frame_num - before) & (range - 1);
                before = start.frame_num;
            }
            begun = true;
            Buffer *into = &slices[written.count];
            uint32_t order = 2 * (uint32_t)(packet->pts - shown);
            if (!rewrite_slice(rewrite, slice, frame_num, order, ids[keys % 2], into)) {
                unsuited("a slice cannot be written with its parameter sets");
            }
            written.units[written.count++] = (Unit){into->bytes, into->count};
        }
        writer_take(writer, &written, (int)packet->pts);
        for (int slice = 0; slice < 16; slice++) buffer_free(&slices[slice]);
    }
}

// Copies, and writes a few of the key frames, evenly spread, into a film of their own, and the anchor as its last.
static void copy(
    Writer *writer, Writer *keys, Source *source, const Index *index, const Seams *seams, const CutRequest *request
) {
    static Units units;
    AVPacket *packet = av_packet_alloc();
    if (packet == NULL) fail("no memory is left");
    source_go(source, index, seams->begin, packet, &units);
    int next_key = 0;
    for (int entry = seams->begin; entry < seams->end; entry++) {
        if (entry > seams->begin && !source_read(source, packet, &units)) {
            fail("the source ends where it did not before");
        }
        uint8_t hash[HASH_BYTES];
        hash_units(&units, hash);
        const Entry *known = &index->entries[entry];
        if (packet->pts != known->pts || memcmp(hash, known->hash, HASH_BYTES) != 0) {
            fail("the source changed while it was read");
        }
        int number = number_of(request, seams->frames, packet->pts);
        writer_take(writer, &units, number);
        bool is_anchor = entry == seams->tail && seams->copied_to < request->count;
        if (known->idr && (number >= next_key || is_anchor)) {
            writer_take(keys, &units, keys->written);
            next_key = number + request->count / KEYS;
        }
    }
    av_packet_free(&packet);
}

// By how many frames decoding must be ahead of showing, over all the parts.
static int delay_of(const Index *index, const Seams *seams, const CutRequest *request, const Part parts[2]) {
    int delay = 0, decoded = 0;
    for (int part = 0; part < 2; part++) {
        const Coded *coded = &parts[part].encoder.coded;
        for (int packet = 0; packet < coded->count; packet++, decoded++) {
            int ahead = decoded - (int)coded->packets[packet]->pts;
            if (ahead > delay) delay = ahead;
        }
        for (int entry = seams->begin; part == 0 && entry < seams->end; entry++, decoded++) {
            int ahead = decoded - number_of(request, seams->frames, index->entries[entry].pts);
            if (ahead > delay) delay = ahead;
        }
    }
    return delay;
}

// Reads the packets of the span, and decides; ends the program where nothing can be copied. The plan stays where it is: its coding
// points into it.
static void make_plan(const CutRequest *request, Plan *plan) {
    source_open(&plan->source, request->input, request->stream);
    source_index(&plan->source, request->first, request->last, request->count, &plan->index);
    plan->seams = find_seams(request, &plan->index);
    require_worth(request, &plan->seams);
    const Entry *first = &plan->index.entries[plan->seams.begin];
    const Sets *sets = &plan->source.sets;
    if (!find_pps(sets, first->pps, &plan->pps) || !find_sps(sets, plan->pps.sps, &plan->sps)) {
        unsuited("its parameter sets cannot be read");
    }
    plan->encodes = plan->seams.copied > 0 || plan->seams.copied_to < request->count;
    plan->coding = coding_for(request, &plan->seams, &plan->sps, &plan->pps);
    plan->rewrite = (Rewrite){.to_sps = plan->sps, .to_pps = plan->pps};
    // The source's sets first; where the encoder's slices cannot be brought under them, sets of their own.
    for (int attempt = 0; plan->encodes && attempt < 2; attempt++) {
        Sets trial = encoder_sets(&plan->source, &plan->coding);
        Rewrite *rewrite = &plan->rewrite;
        if (!parse_sps(trial.sps[0], &rewrite->from_sps) || !parse_pps(trial.pps[0], &rewrite->from_pps)) {
            fail("the encoder's parameter sets cannot be read");
        }
        buffer_free(&trial.bytes);
        if (!plan->coding.alike) break;
        const char *fault = rewrite_fault(rewrite, plan->coding.b_frames > 0);
        if (fault == NULL) break;
        if (!request->two_sets) unsuited("its parameter sets cannot be kept: %s", fault);
        plan->coding.alike = false;
        plan->coding.sps_id = unused_set(sets);
    }
}

static void close_plan(Plan *plan) {
    free(plan->seams.frames);
    free(plan->index.entries);
    source_close(&plan->source);
}

static void print_counts(const CutRequest *request, const Plan *plan) {
    const Seams *seams = &plan->seams;
    printf(
        "{\"frames\":%d,\"encoded_before\":%d,\"copied\":%d,\"encoded_after\":%d,\"sets\":\"%s\"", request->count,
        seams->copied, seams->copied_to - seams->copied, request->count - seams->copied_to,
        plan->encodes && !plan->coding.alike ? "two" : "one"
    );
}

void look(const CutRequest *request) {
    Plan plan = {0};
    make_plan(request, &plan);
    print_counts(request, &plan);
    printf("}\n");
    close_plan(&plan);
}

void cut(const CutRequest *request) {
    Plan plan = {0};
    make_plan(request, &plan);
    const Seams *seams = &plan.seams;
    const Rewrite *rewrite = plan.coding.alike ? &plan.rewrite : NULL;
    Pictures pictures = pictures_open(request->small, request->luma);
    Part parts[2] = {
        {.from = 0, .to = seams->copied, .pictures = &pictures},
        {.from = seams->copied_to, .to = request->count, .pictures = &pictures},
    };
    encode_head(&plan, &parts[0]);
    encode_tail(&plan, &parts[1]);
    for (int part = 0; part < 2; part++) {
        if (parts[part].encoder.coded.count != parts[part].to - parts[part].from) {
            fail("the encoder gave another number of pictures");
        }
    }
    pictures_close(&pictures);

    const Part *own = parts[0].encoder.coded.count > 0 ? &parts[0] : &parts[1];
    Buffer sets = {0};
    if (!describe_sets(&plan.source.sets, plan.encodes && rewrite == NULL ? &own->encoder.sets : NULL, &sets)) {
        fail("the parameter sets cannot be written");
    }
    // Two IDR pictures in a row must not have one number: two that no neighbour has.
    const Entry *entries = plan.index.entries;
    uint32_t ids[2], free_id = 0;
    for (int id = 0; id < 2; free_id++) {
        if (free_id != entries[seams->begin].idr_id && free_id != entries[seams->tail].idr_id) ids[id++] = free_id;
    }
    int delay = delay_of(&plan.index, seams, request, parts);
    Writer writer, keys;
    writer_open(&writer, request->output, request->sound, &plan.source, &sets, request->rate, delay);
    writer_open(&keys, request->keys, NULL, &plan.source, &sets, request->rate, 0);
    write_part(&writer, &parts[0], rewrite, ids);
    copy(&writer, &keys, &plan.source, &plan.index, seams, request);
    write_part(&writer, &parts[1], rewrite, ids);
    writer_finish(&writer);
    writer_finish(&keys);

    print_counts(request, &plan);
    if (seams->copied_to < request->count) printf(",\"anchor\":%d", seams->anchor);
    printf(",\"keys\":%d,\"delay\":%d}\n", keys.written, delay);
    writer_close(&writer);
    writer_close(&keys);
    encoder_close(&parts[0].encoder);
    encoder_close(&parts[1].encoder);
    buffer_free(&sets);
    close_plan(&plan);
}
