// SPDX-License-Identifier: GPL-2.0-or-later

#include "avc.h"

#include <string.h>

static bool add(Units *units, const uint8_t *bytes, size_t count) {
    // Zeros behind a unit are not of it.
    while (count > 0 && bytes[count - 1] == 0) count--;
    if (count == 0) return true;
    if (units->count == MOST_UNITS) return false;
    units->units[units->count++] = (Unit){bytes, count};
    return true;
}

static bool split_by_codes(const uint8_t *bytes, size_t count, Units *units) {
    size_t begin = SIZE_MAX;
    for (size_t at = 0; at + 2 < count; at++) {
        if (bytes[at] != 0 || bytes[at + 1] != 0 || bytes[at + 2] != 1) continue;
        if (begin != SIZE_MAX && !add(units, bytes + begin, at - begin)) return false;
        begin = at + 3;
        at += 2;
    }
    return begin != SIZE_MAX && add(units, bytes + begin, count - begin);
}

bool split(const uint8_t *bytes, size_t count, int length_size, Units *units) {
    units->count = 0;
    if (length_size == 0) return split_by_codes(bytes, count, units);
    size_t at = 0;
    while (at < count) {
        if (count - at < (size_t)length_size) return false;
        size_t length = 0;
        for (int index = 0; index < length_size; index++) length = length << 8 | bytes[at++];
        if (length > count - at) return false;
        if (!add(units, bytes + at, length)) return false;
        at += length;
    }
    return true;
}

static bool skip_scaling_lists(BitReader *reader, int lists) {
    for (int list = 0; list < lists; list++) {
        if (!read_bits(reader, 1)) continue;
        int last = 8, next = 8;
        for (int index = 0; index < (list < 6 ? 16 : 64) && next != 0; index++) {
            next = (last + read_se(reader) + 256) % 256;
            if (next != 0) last = next;
        }
    }
    return !reader->failed;
}

static void skip_hrd(BitReader *reader) {
    uint32_t count = read_ue(reader) + 1;
    read_bits(reader, 8);
    for (uint32_t index = 0; index < count && !reader->failed; index++) {
        read_ue(reader);
        read_ue(reader);
        read_bits(reader, 1);
    }
    read_bits(reader, 20);
}

static void parse_vui(BitReader *reader, SPS *sps) {
    if (read_bits(reader, 1) && read_bits(reader, 8) == 255) read_bits(reader, 32);  // The shape of pixels.
    if (read_bits(reader, 1)) read_bits(reader, 1);                                  // Overscan.
    if (read_bits(reader, 1)) {                                                      // Colours.
        read_bits(reader, 4);
        if (read_bits(reader, 1)) read_bits(reader, 24);
    }
    if (read_bits(reader, 1)) {  // Where chroma lies.
        read_ue(reader);
        read_ue(reader);
    }
    if (read_bits(reader, 1)) {  // Timing.
        read_bits(reader, 32);
        read_bits(reader, 32);
        read_bits(reader, 1);
    }
    bool nal = read_bits(reader, 1);
    if (nal) skip_hrd(reader);
    bool vcl = read_bits(reader, 1);
    if (vcl) skip_hrd(reader);
    if (nal || vcl) read_bits(reader, 1);
    read_bits(reader, 1);
    if (!read_bits(reader, 1)) return;
    read_bits(reader, 1);
    for (int index = 0; index < 4; index++) read_ue(reader);
    uint32_t reorder = read_ue(reader);
    read_ue(reader);
    sps->restricts = !reader->failed;
    sps->reorder = reorder;
}

static bool has_chroma_format(uint32_t profile) {
    static const uint32_t profiles[] = {100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135};
    for (size_t index = 0; index < sizeof profiles / sizeof *profiles; index++) {
        if (profiles[index] == profile) return true;
    }
    return false;
}

static bool parse_sps_content(BitReader *reader, SPS *sps) {
    sps->profile = read_bits(reader, 8);
    sps->constraints = read_bits(reader, 8);
    sps->level = read_bits(reader, 8);
    sps->id = read_ue(reader);
    sps->chroma_format = 1;
    if (has_chroma_format(sps->profile)) {
        sps->chroma_format = read_ue(reader);
        if (sps->chroma_format == 3) sps->separate_planes = read_bits(reader, 1);
        sps->depth_luma = read_ue(reader);
        sps->depth_chroma = read_ue(reader);
        sps->bypass = read_bits(reader, 1);
        sps->scaling = read_bits(reader, 1);
        if (sps->scaling && !skip_scaling_lists(reader, sps->chroma_format == 3 ? 12 : 8)) return false;
    }
    sps->frame_num_bits = (int)read_ue(reader) + 4;
    sps->poc_type = read_ue(reader);
    if (sps->poc_type == 0) {
        sps->poc_bits = (int)read_ue(reader) + 4;
    } else if (sps->poc_type == 1) {
        read_bits(reader, 1);
        read_se(reader);
        read_se(reader);
        uint32_t cycle = read_ue(reader);
        for (uint32_t index = 0; index < cycle && !reader->failed; index++) read_se(reader);
    }
    sps->references = read_ue(reader);
    read_bits(reader, 1);
    sps->width = read_ue(reader) + 1;
    sps->height = read_ue(reader) + 1;
    sps->frames_only = read_bits(reader, 1);
    if (!sps->frames_only) read_bits(reader, 1);
    sps->direct_8x8 = read_bits(reader, 1);
    if (read_bits(reader, 1)) {
        uint32_t sides[4];
        for (int side = 0; side < 4; side++) sides[side] = read_ue(reader);
        sps->crops_before = sides[0] != 0 || sides[2] != 0;
    }
    if (sps->frame_num_bits < 4 || sps->frame_num_bits > 16) return false;
    if (sps->poc_type == 0 && sps->poc_bits < 4) return false;
    if (reader->failed || sps->poc_bits > 16 || sps->id > 31) return false;
    if (read_bits(reader, 1)) parse_vui(reader, sps);
    return true;
}

bool parse_sps(Unit unit, SPS *sps) {
    *sps = (SPS){0};
    if (unit.count < 4 || unit_type(unit) != NAL_SPS) return false;
    Buffer content = {0};
    unescape(unit.bytes + 1, unit.count - 1, &content);
    BitReader reader = bit_reader(content.bytes, content.count);
    bool parsed = parse_sps_content(&reader, sps);
    buffer_free(&content);
    return parsed;
}

// Whether anything stands before the bit that ends a unit (ITU-T H.264, 7.2).
static bool more_data(const BitReader *reader) {
    size_t last = reader->bits;
    while (last > reader->at && !(reader->bytes[(last - 1) / 8] >> (7 - (last - 1) % 8) & 1)) last--;
    return last > reader->at + 1;
}

static bool parse_pps_content(BitReader *reader, PPS *pps) {
    pps->id = read_ue(reader);
    pps->sps = read_ue(reader);
    pps->cabac = read_bits(reader, 1);
    pps->bottom_order = read_bits(reader, 1);
    pps->groups = read_ue(reader) + 1;
    // How groups of slices lie is of no use here: they are refused.
    if (pps->groups > 1) return !reader->failed;
    pps->active[0] = read_ue(reader) + 1;
    pps->active[1] = read_ue(reader) + 1;
    pps->weighted = read_bits(reader, 1);
    pps->bipred = read_bits(reader, 2);
    pps->qp = 26 + read_se(reader);
    read_se(reader);
    pps->chroma_offset = pps->second_offset = read_se(reader);
    pps->deblocking = read_bits(reader, 1);
    pps->constrained = read_bits(reader, 1);
    pps->redundant = read_bits(reader, 1);
    if (reader->failed) return false;
    if (more_data(reader)) {
        pps->transform_8x8 = read_bits(reader, 1);
        pps->scaling = read_bits(reader, 1);
        if (pps->scaling && !skip_scaling_lists(reader, pps->transform_8x8 ? 8 : 6)) return false;
        pps->second_offset = read_se(reader);
    }
    return !reader->failed && pps->id < 256 && pps->sps < 32;
}

bool parse_pps(Unit unit, PPS *pps) {
    *pps = (PPS){0};
    if (unit.count < 2 || unit_type(unit) != NAL_PPS) return false;
    Buffer content = {0};
    unescape(unit.bytes + 1, unit.count - 1, &content);
    BitReader reader = bit_reader(content.bytes, content.count);
    bool parsed = parse_pps_content(&reader, pps);
    buffer_free(&content);
    return parsed;
}

static bool add_set(Sets *sets, Unit unit) {
    if (has_set(sets, unit)) return true;
    bool is_sps = unit_type(unit) == NAL_SPS;
    int *count = is_sps ? &sets->sps_count : &sets->pps_count;
    if (*count == MOST_SETS) return false;
    (is_sps ? sets->sps : sets->pps)[(*count)++] = unit;
    return true;
}

bool parse_sets(const uint8_t *bytes, size_t count, Sets *sets) {
    *sets = (Sets){0};
    if (count < 7) return false;
    buffer_append(&sets->bytes, bytes, count);
    const uint8_t *at = sets->bytes.bytes, *end = at + count;
    if (at[0] != 1) {
        Units units;
        if (!split(at, count, 0, &units)) return false;
        for (int index = 0; index < units.count; index++) {
            int type = unit_type(units.units[index]);
            if ((type == NAL_SPS || type == NAL_PPS) && !add_set(sets, units.units[index])) return false;
        }
        return sets->sps_count > 0 && sets->pps_count > 0;
    }
    sets->length_size = (at[4] & 3) + 1;
    int left = at[5] & 31;
    at += 6;
    for (int kind = 0; kind < 2; kind++) {
        for (; left > 0; left--) {
            if (end - at < 2) return false;
            size_t length = (size_t)at[0] << 8 | at[1];
            at += 2;
            if (length == 0 || length > (size_t)(end - at)) return false;
            int type = at[0] & 31;
            if (type != (kind == 0 ? NAL_SPS : NAL_PPS) || !add_set(sets, (Unit){at, length})) return false;
            at += length;
        }
        if (kind == 0) {
            if (at == end) return false;
            left = *at++;
        }
    }
    return sets->sps_count > 0 && sets->pps_count > 0;
}

bool has_set(const Sets *sets, Unit unit) {
    const Unit *known = unit_type(unit) == NAL_SPS ? sets->sps : sets->pps;
    int count = unit_type(unit) == NAL_SPS ? sets->sps_count : sets->pps_count;
    for (int index = 0; index < count; index++) {
        if (known[index].count == unit.count && memcmp(known[index].bytes, unit.bytes, unit.count) == 0) return true;
    }
    return false;
}

bool find_pps(const Sets *sets, uint32_t id, PPS *pps) {
    for (int index = 0; index < sets->pps_count; index++) {
        if (parse_pps(sets->pps[index], pps) && pps->id == id) return true;
    }
    return false;
}

bool find_sps(const Sets *sets, uint32_t id, SPS *sps) {
    for (int index = 0; index < sets->sps_count; index++) {
        if (parse_sps(sets->sps[index], sps) && sps->id == id) return true;
    }
    return false;
}

static void append_units(const Sets *sets, bool sps, Buffer *into) {
    if (sets == NULL) return;
    int count = sps ? sets->sps_count : sets->pps_count;
    for (int index = 0; index < count; index++) {
        Unit unit = sps ? sets->sps[index] : sets->pps[index];
        buffer_append(into, (uint8_t[]){(uint8_t)(unit.count >> 8), (uint8_t)unit.count}, 2);
        buffer_append(into, unit.bytes, unit.count);
    }
}

bool describe_sets(const Sets *sets, const Sets *others, Buffer *into) {
    SPS sps;
    if (!parse_sps(sets->sps[0], &sps)) return false;
    int sps_count = sets->sps_count + (others ? others->sps_count : 0);
    int pps_count = sets->pps_count + (others ? others->pps_count : 0);
    uint8_t head[] = {1, sets->sps[0].bytes[1], sets->sps[0].bytes[2], sets->sps[0].bytes[3], 0xFF,
                      (uint8_t)(0xE0 | sps_count)};
    buffer_append(into, head, sizeof head);
    append_units(sets, true, into);
    append_units(others, true, into);
    buffer_append(into, &(uint8_t){(uint8_t)pps_count}, 1);
    append_units(sets, false, into);
    append_units(others, false, into);
    if (has_chroma_format(sps.profile)) {
        uint8_t tail[] = {(uint8_t)(0xFC | sps.chroma_format), (uint8_t)(0xF8 | sps.depth_luma),
                          (uint8_t)(0xF8 | sps.depth_chroma), 0};
        buffer_append(into, tail, sizeof tail);
    }
    return true;
}
