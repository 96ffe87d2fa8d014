#include "CKernels.h"
#include "clones.h"

// The product is computed in tiles of 4 × 16 outputs that stay in registers while k runs. The 16 columns
// of B that a tile needs are first copied side by side (a panel), so that they are read in one stream
// whatever B's strides, by all tiles of those columns.
enum { TILE_ROWS = 4, LANES = 16, PANEL_DEPTH = 256, QUARTER = 4 };

typedef float lanes __attribute__((vector_size(4 * LANES), aligned(4)));
typedef float quarter __attribute__((vector_size(4 * QUARTER), aligned(4)));

struct product {
    size_t m, n, k;
    const float *a;
    size_t a_row, a_step;
    const float *b;
    size_t b_step, b_column;
    const float *bias;
    float *c;
};

#define INLINE static inline __attribute__((always_inline))

// Copies 4 × 4 values, so that those side by side in `from` come to stand one below the other in the panel.
INLINE void pack_turned(const float *from, size_t stride, float *panel) {
    quarter r[QUARTER];
    for (size_t q = 0; q < QUARTER; q++) r[q] = *(const quarter *)(from + q * stride);
    const quarter a = __builtin_shufflevector(r[0], r[1], 0, 4, 1, 5), b = __builtin_shufflevector(r[2], r[3], 0, 4, 1, 5);
    const quarter c = __builtin_shufflevector(r[0], r[1], 2, 6, 3, 7), d = __builtin_shufflevector(r[2], r[3], 2, 6, 3, 7);
    *(quarter *)(panel + 0 * LANES) = __builtin_shufflevector(a, b, 0, 1, 4, 5);
    *(quarter *)(panel + 1 * LANES) = __builtin_shufflevector(a, b, 2, 3, 6, 7);
    *(quarter *)(panel + 2 * LANES) = __builtin_shufflevector(c, d, 0, 1, 4, 5);
    *(quarter *)(panel + 3 * LANES) = __builtin_shufflevector(c, d, 2, 3, 6, 7);
}

// Copies rows `p0 ..< p0 + depth` of the columns from `j` on; columns past the last are zeros.
INLINE void pack(const struct product *x, size_t p0, size_t depth, size_t j, size_t width, float *panel) {
    const float *b = x->b + p0 * x->b_step + j * x->b_column;
    size_t p = 0;
    if (width == LANES && x->b_column == 1)
        for (; p < depth; p++) *(lanes *)(panel + p * LANES) = *(const lanes *)(b + p * x->b_step);
    if (width == LANES && x->b_step == 1)
        for (; p + QUARTER <= depth; p += QUARTER)
            for (size_t q = 0; q < LANES; q += QUARTER)
                pack_turned(b + p + q * x->b_column, x->b_column, panel + p * LANES + q);
    for (; p < depth; p++)
        for (size_t q = 0; q < LANES; q++)
            panel[p * LANES + q] = q < width ? b[p * x->b_step + q * x->b_column] : 0;
}

// Sixteen values, or at the right edge `width`. (By pointer: a vector passed by value would be passed
// differently with AVX-512 and without.)
INLINE void load(lanes *value, const float *from, size_t width) {
    if (width == LANES) *value = *(const lanes *)from;
    else for (size_t q = 0; q < LANES; q++) (*value)[q] = q < width ? from[q] : 0;
}

INLINE void store(const lanes *value, float *to, size_t width) {
    if (width == LANES) *(lanes *)to = *value;
    else for (size_t q = 0; q < width; q++) to[q] = (*value)[q];
}

// Adds `depth` products to `rows` × 16 sums, which wait in c between panels.
INLINE void tile(const struct product *x, int rows, size_t i, size_t j, size_t width,
                 size_t p0, size_t depth, const float *panel) {
    const float *a = x->a + i * x->a_row + p0 * x->a_step;
    float *c = x->c + i * x->n + j;
    lanes sum[TILE_ROWS];
    for (int r = 0; r < rows; r++) {
        if (p0 > 0) load(&sum[r], c + r * x->n, width);
        else if (x->bias) load(&sum[r], x->bias + j, width);
        else sum[r] = (lanes){0};
    }
    for (size_t p = 0; p < depth; p++) {
        const lanes b = *(const lanes *)(panel + p * LANES);
        for (int r = 0; r < rows; r++) sum[r] += a[r * x->a_row + p * x->a_step] * b;
    }
    for (int r = 0; r < rows; r++) store(&sum[r], c + r * x->n, width);
}

CLONES void multiply(const struct product *x) {
    float panel[PANEL_DEPTH * LANES] __attribute__((aligned(64)));
    for (size_t j = 0; j < x->n; j += LANES) {
        const size_t width = x->n - j < LANES ? x->n - j : LANES;
        size_t p0 = 0;
        do {
            const size_t depth = x->k - p0 < PANEL_DEPTH ? x->k - p0 : PANEL_DEPTH;
            pack(x, p0, depth, j, width, panel);
            size_t i = 0;
            for (; i + TILE_ROWS <= x->m; i += TILE_ROWS) tile(x, TILE_ROWS, i, j, width, p0, depth, panel);
            for (; i < x->m; i++) tile(x, 1, i, j, width, p0, depth, panel);
            p0 += depth;
        } while (p0 < x->k);
    }
}

void ck_matmul(size_t m, size_t n, size_t k,
               const float *a, size_t a_row, size_t a_step,
               const float *b, size_t b_step, size_t b_column,
               const float *bias, float *c) {
    const struct product x = {m, n, k, a, a_row, a_step, b, b_step, b_column, bias, c};
    multiply(&x);
}
