#include "CKernels.h"
#include "clones.h"

// Long arrays are cut into pieces of this many parameters, one task each.
enum { PIECE = 4096 };

struct update {
    size_t count;
    const struct ck_adam_settings *settings;
    float *parameters;
    const float *gradients;
    float *mean, *square;
};

CLONES void ck_adam_task(size_t task, void *context) {
    const struct update *x = context;
    const struct ck_adam_settings s = *x->settings;
    const size_t first = task * PIECE, count = x->count - first < PIECE ? x->count - first : PIECE;
    float *restrict p = x->parameters + first, *restrict m = x->mean + first, *restrict v = x->square + first;
    const float *restrict g = x->gradients + first;
    for (size_t i = 0; i < count; i++) {
        const float gradient = g[i] + s.l2 * p[i];
        m[i] = s.beta1 * m[i] + s.rest1 * gradient;
        v[i] = s.beta2 * v[i] + s.rest2 * (gradient * gradient);
        const float root = __builtin_sqrtf(s.inverse_correction2 * v[i]) + s.epsilon;
        p[i] = s.keep * p[i] - s.rate * m[i] / root;
    }
}

void ck_adam(size_t count, const struct ck_adam_settings *settings,
             float *parameters, const float *gradients, float *mean, float *square) {
    struct update x = {count, settings, parameters, gradients, mean, square};
    ck_parallel((count + PIECE - 1) / PIECE, ck_adam_task, &x);
}

CLONES void ck_sgd(size_t count, float rate, float momentum, float l2, int nesterov,
                   float *restrict parameters, const float *restrict gradients, float *restrict velocity) {
    for (size_t i = 0; i < count; i++) {
        const float gradient = gradients[i] + l2 * parameters[i];
        velocity[i] = momentum * velocity[i] + gradient;
        parameters[i] -= rate * (nesterov ? gradient + momentum * velocity[i] : velocity[i]);
    }
}
