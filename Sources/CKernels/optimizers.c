#include "CKernels.h"
#include "clones.h"

// Long arrays are cut into pieces of this many parameters, one task each; for less, one thread is as fast.
enum { PIECE = 65536 };

struct update {
    size_t count;
    float *parameters;
    const float *gradients;
    float *mean, *square;
    struct ck_adam_settings adam;
    struct ck_sgd_settings sgd;
};

// Arrays begin anywhere. A store of the widest vectors then crosses two cache lines every time and costs double;
// of vectors half as wide only every other one does.
#if defined(__clang__)
#define HALF_WIDTH _Pragma("clang loop vectorize_width(8)")
#else
#define HALF_WIDTH
#endif

static inline float tidied(float x) { return __builtin_fabsf(x) < 1e-30f ? 0 : x; }

CLONES void adam_piece(size_t index, void *context) {
    const struct update *x = context;
    const struct ck_adam_settings s = x->adam;
    const size_t first = index * PIECE, count = x->count - first < PIECE ? x->count - first : PIECE;
    float *restrict p = x->parameters + first, *restrict m = x->mean + first, *restrict v = x->square + first;
    const float *restrict g = x->gradients + first;
    HALF_WIDTH
    for (size_t i = 0; i < count; i++) {
        const float gradient = g[i] + s.l2 * p[i];
        m[i] = tidied(s.beta1 * m[i] + s.rest1 * gradient);
        v[i] = tidied(s.beta2 * v[i] + s.rest2 * (gradient * gradient));
        const float root = __builtin_sqrtf(s.inverse_correction2 * v[i]) + s.epsilon;
        p[i] = s.keep * p[i] - s.rate * m[i] / root;
    }
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
    struct update x = {count, parameters, gradients, mean, square, .adam = *settings};
    ck_parallel((count + PIECE - 1) / PIECE, adam_piece, &x);
}

void ck_sgd(size_t count, const struct ck_sgd_settings *settings,
            float *parameters, const float *gradients, float *velocity) {
    struct update x = {count, parameters, gradients, velocity, NULL, .sgd = *settings};
    ck_parallel((count + PIECE - 1) / PIECE, sgd_piece, &x);
}
