#ifndef CKERNELS_H
#define CKERNELS_H
#include <stddef.h>

// The numeric kernels of `Distillation`.
//
// They give the same bits on every processor, whatever its vector width or however many threads run:
// every output element is computed by one thread, as one sum in one stated order, each product rounded
// before it is added (no fused multiply-add). Vectors only ever run across different output elements.

/// c[m × n] = bias + A · B, with c row-major and contiguous.
///
/// A is m × k: element (i, p) is `a[i * a_row + p * a_step]`; B is k × n: element (p, j) is
/// `b[p * b_step + j * b_column]`. So a row-major matrix and its transpose differ in two arguments alone.
/// `bias` holds n values, or is NULL for zeros.
///
/// c(i, j) = (((bias_j + a_i0·b_0j) + a_i1·b_1j) + a_i2·b_2j) + …, in this order.
void ck_matmul(size_t m, size_t n, size_t k,
               const float *a, size_t a_row, size_t a_step,
               const float *b, size_t b_step, size_t b_column,
               const float *bias, float *c);

/// y = max(0, x), value by value; NaN stays NaN. The arrays must not overlap, as in all that follows.
void ck_rectify(size_t count, const float *x, float *y);

/// result = gradient where y > 0, else 0.
void ck_rectify_gradient(size_t count, const float *gradient, const float *y, float *result);

/// sums[j] = ((x_0j + x_1j) + x_2j) + …, for x row-major with this many rows and columns.
void ck_column_sums(size_t rows, size_t columns, const float *x, float *sums);

/// sum += x, value by value.
void ck_add(size_t count, const float *x, float *sum);

/// Replaces every x by e^x, with the same operations in the same order as `Double.exp`, hence the same bits.
void ck_exponentials(size_t count, double *x);

/// What `ck_adam` needs to know besides the arrays.
struct ck_adam_settings {
    float beta1, beta2;         ///< how much of each running mean is kept
    float rest1, rest2;         ///< 1 − beta1 and 1 − beta2
    float rate;                 ///< the learning rate, divided by 1 − beta1^t
    float inverse_correction2;  ///< 1 / (1 − beta2^t)
    float epsilon;              ///< added to the root
    float l2;                   ///< added to the gradient: l2 · parameter
    float keep;                 ///< 1 − rate · decoupled weight decay
};

/// One step of Adam or AdamW on `count` parameters, each by itself:
/// g += l2·p;  m = beta1·m + rest1·g;  v = beta2·v + rest2·(g·g);
/// p = keep·p − rate·m / (√(inverse_correction2·v) + epsilon).
/// Where |m| or v falls below 1e-30, it becomes 0: the mean of a gradient that has died out would else end
/// among the subnormal numbers, which many processors compute with a hundred times slower.
void ck_adam(size_t count, const struct ck_adam_settings *settings,
             float *parameters, const float *gradients, float *mean, float *square);

/// What `ck_sgd` needs to know besides the arrays.
struct ck_sgd_settings {
    float rate;      ///< the learning rate
    float momentum;  ///< how much of the velocity is kept
    float l2;        ///< added to the gradient: l2 · parameter
    int nesterov;    ///< whether to look one step ahead
};

/// One step of gradient descent with momentum on `count` parameters, each by itself:
/// g += l2·p;  v = momentum·v + g, or 0 below 1e-30;  p −= rate·(nesterov ? g + momentum·v : v).
void ck_sgd(size_t count, const struct ck_sgd_settings *settings,
            float *parameters, const float *gradients, float *velocity);

/// Runs `task(0, context)` … `task(count − 1, context)`, side by side where threads are to be had.
/// Which thread runs a task, and when, must not matter to what it computes.
void ck_parallel(size_t count, void (*task)(size_t index, void *context), void *context);

/// The number of threads that `ck_parallel` uses at most, the caller's included. At first the number of
/// processors, or what the environment variable CKERNELS_THREADS says; 1 where there are no threads.
int ck_threads(void);

/// Whether several threads did the last job of `ck_parallel`, so that what it read lies in several caches.
int ck_was_shared(void);

/// Sets the number of threads; less than 1 counts as 1.
void ck_set_threads(int count);

/// Asks the allocator to keep memory that was freed. Every training step allocates and frees the same few
/// arrays; the GNU C library would give them back to the system each time, whose fresh pages cost as much as
/// the arithmetic.
void ck_keep_memory(void);

#endif
