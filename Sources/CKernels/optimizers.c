#include "CKernels.h"
#include "clones.h"
#include <stdatomic.h>

// Long arrays are cut into pieces of this many parameters, one task each; for less, one thread is as fast.
enum { PIECE = 65536, BLOCK = 256, LEAST_SHARED = 4096 };

struct update {
    size_t count;
    float *parameters;
    const float *gradients;
    float *mean, *square;
    struct ck_adam_settings adam;
    struct ck_sgd_settings sgd;
    int shared;  // whether other threads have probably read the parameters
};

// Arrays begin anywhere. A store of the widest vectors then crosses two cache lines every time and costs double;
// of vectors half as wide only every other one does.
#if defined(__clang__)
#define HALF_WIDTH _Pragma("clang loop vectorize_width(8)")
#else
#define HALF_WIDTH
#endif

static inline float tidied(float x) { return __builtin_fabsf(x) < 1e-30f ? 0 : x; }

typedef float quarter __attribute__((vector_size(16)));

// A line of memory that another processor has read must be taken back before it changes, one line after the other:
// for all parameters that can take ten times as long as the update. Stores past the cache do not wait for it.
static inline void store_past_cache(const float *restrict from, float *restrict to, size_t count) {
    size_t i = 0;
#if defined(__clang__)
    if ((size_t)to % sizeof(quarter) == 0)
        for (; i + 4 <= count; i += 4) __builtin_nontemporal_store(*(const quarter *)(from + i), (quarter *)(to + i));
#endif
    for (; i < count; i++) to[i] = from[i];
}

CLONES void adam_piece(size_t index, void *context) {
    const struct update *x = context;
    const struct ck_adam_settings s = x->adam;
    const size_t end = x->count - index * PIECE < PIECE ? x->count : (index + 1) * PIECE;
    float updated[BLOCK] __attribute__((aligned(64)));
    for (size_t first = index * PIECE; first < end; first += BLOCK) {
        const size_t count = end - first < BLOCK ? end - first : BLOCK;
        float *restrict p = x->parameters + first, *restrict m = x->mean + first, *restrict v = x->square + first;
        const float *restrict g = x->gradients + first;
        HALF_WIDTH
        for (size_t i = 0; i < count; i++) {
            const float gradient = g[i] + s.l2 * p[i];
            m[i] = tidied(s.beta1 * m[i] + s.rest1 * gradient);
            v[i] = tidied(s.beta2 * v[i] + s.rest2 * (gradient * gradient));
            const float root = __builtin_sqrtf(s.inverse_correction2 * v[i]) + s.epsilon;
            updated[i] = s.keep * p[i] - s.rate * m[i] / root;
        }
        if (x->shared) store_past_cache(updated, p, count);
        else for (size_t i = 0; i < count; i++) p[i] = updated[i];
    }
    atomic_thread_fence(memory_order_seq_cst);  // Stores past the cache may otherwise come after later ones.
}

CLONES void sgd_piece(size_t index, void *context) {
    const struct update *x = context;
    const struct ck_sgd_settings s = x->sgd;
    const size_t first = index * PIECE, count = x->count - first < PIECE ? x->count - first : PIECE;
    float *restrict p = x->parameters + first, *restrict v = x->mean + first;
    const float *restrict g = x->gradients + first;
    HALF_WIDTH
    for (size_t i = 0; i < count; i++) {
        const float gradient = g[i] + s.l2 * p[i];
        v[i] = tidied(s.momentum * v[i] + gradient);
        p[i] -= s.rate * (s.nesterov ? gradient + s.momentum * v[i] : v[i]);
    }
}

void ck_adam(size_t count, const struct ck_adam_settings *settings,
             float *parameters, const float *gradients, float *mean, float *square) {
    const int shared = count >= LEAST_SHARED && ck_was_shared();
    struct update x = {count, parameters, gradients, mean, square, .adam = *settings, .shared = shared};
    ck_parallel((count + PIECE - 1) / PIECE, adam_piece, &x);
}

void ck_sgd(size_t count, const struct ck_sgd_settings *settings,
            float *parameters, const float *gradients, float *velocity) {
    struct update x = {count, parameters, gradients, velocity, NULL, .sgd = *settings};
    ck_parallel((count + PIECE - 1) / PIECE, sgd_piece, &x);
}
