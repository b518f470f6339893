// SPDX-License-Identifier: GPL-2.0-or-later

// Slices that were coded with one pair of parameter sets, made slices of another pair.
//
// A slice's own header comes before its content, and CABAC content begins at a whole byte; so the header can be written anew
// while not one bit of the content changes. What the sets decide of the content (the entropy coder, the transforms, the
// prediction, the references kept) must be the same in both; `rewrite_fault` makes sure of that.

#include <string.h>

#include "avc.h"

enum { TYPE_P = 0, TYPE_B = 1, TYPE_I = 2 };

bool parse_slice_start(Unit unit, const Sets *sets, SliceStart *start) {
    // Slices of fields are refused by their set, so the header's first fields are all that is needed.
    Buffer content = {0};
    unescape(unit.bytes + 1, unit.count - 1 < 64 ? unit.count - 1 : 64, &content);
    BitReader reader = bit_reader(content.bytes, content.count);
    start->first = read_ue(&reader);
    start->type = read_ue(&reader) % 5;
    start->pps = read_ue(&reader);
    PPS pps;
    SPS sps;
    bool known = find_pps(sets, start->pps, &pps) && find_sps(sets, pps.sps, &sps) && sps.frames_only;
    if (known) {
        start->frame_num = read_bits(&reader, sps.frame_num_bits);
        start->idr = unit_type(unit) == NAL_IDR ? read_ue(&reader) : 0;
    }
    bool parsed = known && !reader.failed;
    buffer_free(&content);
    return parsed;
}

const char *rewrite_fault(const Rewrite *rewrite, bool has_b) {
    const SPS *from = &rewrite->from_sps, *to = &rewrite->to_sps;
    const PPS *old = &rewrite->from_pps, *new = &rewrite->to_pps;
    if (from->chroma_format != 1 || from->depth_luma || from->depth_chroma || from->bypass) return "the encoder's format";
    if (from->scaling || old->scaling || to->scaling || new->scaling) return "scaling matrices";
    if (from->poc_type == 1 || to->poc_type == 1) return "the order of pictures is of type 1";
    if (to->poc_type == 2 && has_b) return "pictures may not be reordered";
    if (from->references != to->references) return "the number of reference pictures";
    if (from->width != to->width || from->height != to->height) return "the size";
    if (to->crops_before) return "what is cut off at the left or the top";
    if (to->chroma_format != 1 || to->depth_luma || to->depth_chroma || to->bypass) return "the source's format";
    if (!from->frames_only || !to->frames_only) return "fields";
    if (has_b && from->direct_8x8 != to->direct_8x8) return "direct prediction";
    if (old->cabac != new->cabac) return "the entropy coder";
    if (old->transform_8x8 != new->transform_8x8) return "the transform's size";
    if (old->chroma_offset != new->chroma_offset || old->second_offset != new->second_offset) return "the chroma offset";
    if (old->constrained != new->constrained) return "constrained prediction";
    if (old->weighted) return "weighted prediction of the encoder";
    if (has_b && (old->bipred == 2) != (new->bipred == 2)) return "weighted bidirectional prediction";
    if (old->groups > 1 || new->groups > 1) return "groups of slices";
    if (old->redundant) return "redundant pictures";
    return NULL;
}

// Copies the changes to a list of references.
static void copy_modification(BitReader *reader, BitWriter *writer) {
    uint32_t flag = read_bits(reader, 1);
    write_bits(writer, flag, 1);
    while (flag && !reader->failed) {
        uint32_t change = read_ue(reader);
        write_ue(writer, change);
        if (change == 3) return;
        write_ue(writer, read_ue(reader));
    }
}

// Copies what becomes of references.
static void copy_marking(BitReader *reader, BitWriter *writer, bool is_idr) {
    if (is_idr) {
        write_bits(writer, read_bits(reader, 2), 2);
        return;
    }
    uint32_t flag = read_bits(reader, 1);
    write_bits(writer, flag, 1);
    while (flag && !reader->failed) {
        uint32_t command = read_ue(reader);
        write_ue(writer, command);
        if (command == 0) return;
        if (command != 5) write_ue(writer, read_ue(reader));
        if (command == 3) write_ue(writer, read_ue(reader));
    }
}

// Where the other set wants weights, those that change nothing.
static void write_weights(BitWriter *writer, const uint32_t active[2], int lists) {
    write_ue(writer, 0);
    write_ue(writer, 0);
    for (int list = 0; list < lists; list++) {
        for (uint32_t index = 0; index < active[list]; index++) write_bits(writer, 0, 2);
    }
}

static void copy_references(
    const Rewrite *rewrite, BitReader *reader, BitWriter *writer, uint32_t type
) {
    if (type == TYPE_I) return;
    const PPS *old = &rewrite->from_pps, *new = &rewrite->to_pps;
    if (type == TYPE_B) write_bits(writer, read_bits(reader, 1), 1);
    int lists = type == TYPE_B ? 2 : 1;
    uint32_t active[2] = {old->active[0], old->active[1]};
    if (read_bits(reader, 1)) {
        for (int list = 0; list < lists; list++) active[list] = read_ue(reader) + 1;
    }
    if (active[0] > 32 || active[1] > 32) {
        reader->failed = true;
        return;
    }
    bool differs = active[0] != new->active[0] || (lists == 2 && active[1] != new->active[1]);
    write_bits(writer, differs, 1);
    for (int list = 0; differs && list < lists; list++) write_ue(writer, active[list] - 1);
    for (int list = 0; list < lists; list++) copy_modification(reader, writer);
    if (type == TYPE_P ? new->weighted : new->bipred == 1) write_weights(writer, active, lists);
}

static bool copy_filter(const Rewrite *rewrite, BitReader *reader, BitWriter *writer) {
    uint32_t off = 0;
    int32_t offsets[2] = {0, 0};
    if (rewrite->from_pps.deblocking) {
        off = read_ue(reader);
        for (int index = 0; off != 1 && index < 2; index++) offsets[index] = read_se(reader);
    }
    if (!rewrite->to_pps.deblocking) return off == 0 && offsets[0] == 0 && offsets[1] == 0;
    write_ue(writer, off);
    for (int index = 0; off != 1 && index < 2; index++) write_se(writer, offsets[index]);
    return true;
}

// The content: whole bytes with CABAC, else bit by bit.
static bool copy_content(BitReader *reader, BitWriter *writer, bool cabac) {
    if (cabac) {
        while (reader->at % 8) {
            if (!read_bits(reader, 1)) return false;
        }
        while (writer->filled) write_bits(writer, 1, 1);
        size_t at = reader->at / 8;
        if (at >= reader->bits / 8) return false;
        buffer_append(&writer->buffer, reader->bytes + at, reader->bits / 8 - at);
        return true;
    }
    while (reader->at + 32 <= reader->bits) write_bits(writer, read_bits(reader, 32), 32);
    while (reader->at < reader->bits) write_bits(writer, read_bits(reader, 1), 1);
    // The bit that ends it is the last one set; zeros behind it may have begun a byte.
    Buffer *bytes = &writer->buffer;
    while (bytes->count > 0 && bytes->bytes[bytes->count - 1] == 0) bytes->count--;
    return bytes->count > 0;
}

bool rewrite_slice(const Rewrite *rewrite, Unit slice, uint32_t frame_num, uint32_t order, uint32_t idr, Buffer *into) {
    const SPS *from = &rewrite->from_sps, *to = &rewrite->to_sps;
    const PPS *old = &rewrite->from_pps, *new = &rewrite->to_pps;
    bool is_idr = unit_type(slice) == NAL_IDR;
    bool is_reference = slice.bytes[0] >> 5 & 3;
    Buffer content = {0};
    unescape(slice.bytes + 1, slice.count - 1, &content);
    BitReader reader = bit_reader(content.bytes, content.count);
    BitWriter writer = {0};

    write_ue(&writer, read_ue(&reader));
    uint32_t full_type = read_ue(&reader), type = full_type % 5;
    write_ue(&writer, full_type);
    read_ue(&reader);
    write_ue(&writer, new->id);
    read_bits(&reader, from->frame_num_bits);
    write_bits(&writer, frame_num & ((1u << to->frame_num_bits) - 1), to->frame_num_bits);
    if (is_idr) {
        read_ue(&reader);
        write_ue(&writer, idr);
    }
    if (from->poc_type == 0) {
        read_bits(&reader, from->poc_bits);
        if (old->bottom_order) read_se(&reader);
    }
    if (to->poc_type == 0) {
        write_bits(&writer, order & ((1u << to->poc_bits) - 1), to->poc_bits);
        if (new->bottom_order) write_se(&writer, 0);
    }
    if (new->redundant) write_ue(&writer, 0);
    copy_references(rewrite, &reader, &writer, type);
    if (is_reference) copy_marking(&reader, &writer, is_idr);
    if (old->cabac && type != TYPE_I) write_ue(&writer, read_ue(&reader));
    write_se(&writer, read_se(&reader) + old->qp - new->qp);
    bool rewritten = type <= TYPE_I && copy_filter(rewrite, &reader, &writer) && !reader.failed
        && copy_content(&reader, &writer, old->cabac) && !reader.failed;
    if (rewritten) {
        buffer_append(into, slice.bytes, 1);
        escape(writer.buffer.bytes, writer.buffer.count, into);
    }
    buffer_free(&content);
    buffer_free(&writer.buffer);
    return rewritten;
}
