// SPDX-License-Identifier: GPL-2.0-or-later

// NAL units, parameter sets and slice headers (ITU-T H.264, 7.3).
#ifndef SMARTCLIP_CUT_AVC_H
#define SMARTCLIP_CUT_AVC_H

#include "bits.h"

enum { NAL_SLICE = 1, NAL_PARTITION_A = 2, NAL_PARTITION_C = 4, NAL_IDR = 5, NAL_SEI = 6, NAL_SPS = 7, NAL_PPS = 8 };

// One NAL unit in somebody's memory.
typedef struct {
    const uint8_t *bytes;
    size_t count;
} Unit;

static inline int unit_type(Unit unit) { return unit.bytes[0] & 31; }

enum { MOST_UNITS = 1024, MOST_SETS = 8 };

typedef struct {
    Unit units[MOST_UNITS];
    int count;
} Units;

// Splits a packet; `length_size` is how many bytes tell a unit's length, 0 where start codes stand between them. False where
// it is not what it should be.
bool split(const uint8_t *bytes, size_t count, int length_size, Units *units);

typedef struct {
    uint32_t id;
    uint32_t profile, constraints, level;
    uint32_t chroma_format, depth_luma, depth_chroma;
    bool separate_planes, bypass, scaling;
    int frame_num_bits;
    uint32_t poc_type;
    int poc_bits;
    uint32_t references;
    bool frames_only, direct_8x8;
    bool restricts;          // Its VUI tells how far pictures are reordered,
    uint32_t reorder;        // by so many.
    uint32_t width, height;  // In macroblocks.
    bool crops_before;       // Something of the left or the top is not shown.
} SPS;

typedef struct {
    uint32_t id, sps;
    bool cabac, bottom_order;
    uint32_t groups;
    uint32_t active[2];
    bool weighted;
    uint32_t bipred;
    int32_t qp, chroma_offset, second_offset;
    bool deblocking, constrained, redundant, transform_8x8, scaling;
} PPS;

bool parse_sps(Unit unit, SPS *sps);
bool parse_pps(Unit unit, PPS *pps);

// The parameter sets of a stream, as its container or its encoder gives them.
typedef struct {
    Buffer bytes;  // What the units lie in.
    Unit sps[MOST_SETS], pps[MOST_SETS];
    int sps_count, pps_count;
    int length_size;  // Of the packets' units.
} Sets;

bool parse_sets(const uint8_t *bytes, size_t count, Sets *sets);
// Whether a set is one of those, byte by byte.
bool has_set(const Sets *sets, Unit unit);
bool find_pps(const Sets *sets, uint32_t id, PPS *pps);
bool find_sps(const Sets *sets, uint32_t id, SPS *sps);
// An AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3.1) of all sets, of the first ones and then those of `others`.
bool describe_sets(const Sets *sets, const Sets *others, Buffer *into);

// The beginning of a slice, as far as it tells which picture it is of.
typedef struct {
    uint32_t first, type, pps, idr, frame_num;
} SliceStart;

bool parse_slice_start(Unit unit, const Sets *sets, SliceStart *start);

// How slices that were coded with one pair of sets are made slices of another.
typedef struct {
    SPS from_sps, to_sps;
    PPS from_pps, to_pps;
} Rewrite;

// What stands against it; NULL where nothing does.
const char *rewrite_fault(const Rewrite *rewrite, bool has_b);

// Rewrites one slice. `frame_num` and `order` are the picture's numbers, before they are cut to the bits of their fields, and
// `idr` is the number of an IDR picture. False where the slice is not what it should be.
bool rewrite_slice(const Rewrite *rewrite, Unit slice, uint32_t frame_num, uint32_t order, uint32_t idr, Buffer *into);

#endif
