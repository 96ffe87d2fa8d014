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

// Copies rows `p0 ..< p0 + depth` of the 16 columns from `j` on. Where there are fewer, whatever stands in memory after
// a row, or zeros, takes the place of the others, whose sums nobody stores.
INLINE void pack(const struct product *x, size_t p0, size_t depth, size_t j, size_t width, float *panel) {
    const float *b = x->b + p0 * x->b_step + j * x->b_column;
    size_t p = 0;
    if (x->b_column == 1) {
        const float *end = x->b + (x->k - 1) * x->b_step + x->n;
        for (; p < depth && b + p * x->b_step + LANES <= end; p++)
            *(lanes *)(panel + p * LANES) = *(const lanes *)(b + p * x->b_step);
    } else if (width == LANES && x->b_step == 1) {
        for (; p + QUARTER <= depth; p += QUARTER)
            for (size_t q = 0; q < LANES; q += QUARTER)
                pack_turned(b + p + q * x->b_column, x->b_column, panel + p * LANES + q);
    }
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
INLINE void tile(const struct product *x, int rows, int grouped, size_t i, size_t j, size_t width,
                 size_t p0, size_t depth, const float *from, size_t step, float *panel) {
    const float *a = x->a + i * x->a_row + p0 * x->a_step;
    float *c = x->c + i * x->n + j;
    lanes sum[TILE_ROWS];
    for (int r = 0; r < rows; r++) {
        if (p0 > 0) load(&sum[r], c + r * x->n, width);
        else if (x->bias) load(&sum[r], x->bias + j, width);
        else sum[r] = (lanes){0};
    }
    for (size_t p = 0; p < depth; p++) {
        const lanes b = *(const lanes *)(from + p * step);
        if (panel) *(lanes *)(panel + p * LANES) = b;
        // Multiplications and additions in turn keep only half of Zen 4's units busy. As the multiplications read
        // memory, the compiler must leave them together before the empty instruction.
        lanes product[TILE_ROWS];
        if (grouped) {
            for (int r = 0; r < rows; r++) product[r] = a[r * x->a_row + p * x->a_step] * b;
            __asm__ volatile("" ::: "memory");
            for (int r = 0; r < rows; r++) sum[r] += product[r];
        } else {
            for (int r = 0; r < rows; r++) sum[r] += a[r * x->a_row + p * x->a_step] * b;
        }
    }
    for (int r = 0; r < rows; r++) store(&sum[r], c + r * x->n, width);
}

INLINE void multiply_columns(const struct product *x, int grouped) {
    float panel[PANEL_DEPTH * LANES] __attribute__((aligned(64)));
    for (size_t j = 0; j < x->n; j += LANES) {
        const size_t width = x->n - j < LANES ? x->n - j : LANES;
        size_t p0 = 0;
        do {
            const size_t depth = x->k - p0 < PANEL_DEPTH ? x->k - p0 : PANEL_DEPTH;
            size_t i = 0;
            if (x->m >= TILE_ROWS && width == LANES && x->b_column == 1) {
                const float *b = x->b + p0 * x->b_step + j;
                tile(x, TILE_ROWS, grouped, i, j, LANES, p0, depth, b, x->b_step, panel);
                i = TILE_ROWS;
            } else {
                pack(x, p0, depth, j, width, panel);
            }
            for (; i + TILE_ROWS <= x->m; i += TILE_ROWS)
                tile(x, TILE_ROWS, grouped, i, j, width, p0, depth, panel, LANES, NULL);
            for (; i < x->m; i++) tile(x, 1, 0, i, j, width, p0, depth, panel, LANES, NULL);
            p0 += depth;
        } while (p0 < x->k);
    }
}

CLONES void multiply(const struct product *x) { multiply_columns(x, 0); }

#if defined(CKERNELS_CLONES)
// With AVX-512 there are registers for products that wait.
static __attribute__((target("arch=x86-64-v4"), min_vector_width(512)))
void multiply_grouped(const struct product *x) { multiply_columns(x, 1); }
#endif

void ck_matmul(size_t m, size_t n, size_t k,
               const float *a, size_t a_row, size_t a_step,
               const float *b, size_t b_step, size_t b_column,
               const float *bias, float *c) {
    const struct product x = {m, n, k, a, a_row, a_step, b, b_step, b_column, bias, c};
#if defined(CKERNELS_CLONES)
    if (__builtin_cpu_supports("x86-64-v4")) {
        multiply_grouped(&x);
        return;
    }
#endif
    multiply(&x);
}
