#ifndef CKERNELS_H
#define CKERNELS_H
#include <stddef.h>

/// c[m×n] += a[m×k] · b[k×n], all row-major and contiguous. Each element is summed in the order of k.
void ck_matmul_f32(size_t m, size_t n, size_t k, const float *a, const float *b, float *c);

#endif
