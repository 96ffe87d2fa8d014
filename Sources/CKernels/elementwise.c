#include "CKernels.h"
#include "clones.h"

// These are soon done and limited by memory, so one thread runs them.

CLONES void rectify(size_t count, const float *restrict x, float *restrict y) {
    for (size_t i = 0; i < count; i++) y[i] = x[i] < 0 ? 0 : x[i];
}

CLONES void rectify_gradient(size_t count, const float *restrict gradient, const float *restrict y,
                             float *restrict result) {
    for (size_t i = 0; i < count; i++) result[i] = y[i] > 0 ? gradient[i] : 0;
}

CLONES void column_sums(size_t rows, size_t columns, const float *restrict x, float *restrict sums) {
    for (size_t j = 0; j < columns; j++) sums[j] = 0;
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < columns; j++) sums[j] += x[i * columns + j];
}

CLONES void add(size_t count, const float *restrict x, float *restrict sum) {
    for (size_t i = 0; i < count; i++) sum[i] += x[i];
}

void ck_rectify(size_t count, const float *x, float *y) { rectify(count, x, y); }

void ck_rectify_gradient(size_t count, const float *gradient, const float *y, float *result) {
    rectify_gradient(count, gradient, y, result);
}

void ck_column_sums(size_t rows, size_t columns, const float *x, float *sums) {
    column_sums(rows, columns, x, sums);
}

void ck_add(size_t count, const float *x, float *sum) { add(count, x, sum); }
