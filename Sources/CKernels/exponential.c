#include "CKernels.h"
#include "clones.h"

static inline unsigned long long bits_of(double x) {
    unsigned long long bits;
    __builtin_memcpy(&bits, &x, sizeof bits);
    return bits;
}

// 2^k, for -1022 ≤ k ≤ 1023, is its exponent field alone.
static inline double power(unsigned long long k) {
    const unsigned long long bits = (k + 1023) << 52;
    double x;
    __builtin_memcpy(&x, &bits, sizeof x);
    return x;
}

static inline double cubic(double x, double square, double a, double b, double c, double d) {
    return (a + x * b) + square * (c + x * d);
}

// No branches, so that the compiler computes several at a time.
CLONES void exponentials(size_t count, double *x) {
    const double shifter = 0x1.8p52;  // adding and subtracting it rounds to the nearest integer
    for (size_t i = 0; i < count; i++) {
        const double all = x[i];
        const double bounded = all > -745.2 ? all < 709.782712893384 ? all : 0 : 0;
        const double shifted = bounded * 0x1.71547652b82fep0 + shifter, k = shifted - shifter;
        const double high = bounded - k * 0x1.62e42feep-1, low = k * -0x1.a39ef35793c76p-33;
        const double r = high + low, r2 = r * r, r4 = r2 * r2;
        const double a = cubic(r, r2, 1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120);
        const double b = cubic(r, r2, 1.0 / 720, 1.0 / 5040, 1.0 / 40320, 1.0 / 362880);
        const double c = cubic(r, r2, 1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800);
        const double excess = low + r2 * (a + r4 * (b + r4 * c)), sum = 1 + high;
        // 2^k in two factors, neither of which leaves the normal numbers: only the last product may round.
        const unsigned long long whole = bits_of(shifted) - bits_of(shifter), half = ((whole + 2048) >> 1) - 1024;
        const double value = (sum + ((high - (sum - 1)) + excess)) * power(half) * power(whole - half);
        x[i] = all > -745.2 ? all < 709.782712893384 ? value : __builtin_inf() : all <= -745.2 ? 0 : all;
    }
}

void ck_exponentials(size_t count, double *x) { exponentials(count, x); }
