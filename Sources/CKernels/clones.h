#ifndef CKERNELS_CLONES_H
#define CKERNELS_CLONES_H

// Compiles a function three times, for processors with AVX-512, with AVX2 and for all others; the
// dynamic linker takes the one that fits when the program starts. With CKERNELS_NO_CLONES, and where the
// compiler or the system has no such thing, there is one plain version, which gives the same bits.
//
// Such a function must be static. While a shared library is loaded, the choice may be made before the
// addresses of its global functions are known, and then falls on address 0.
#if defined(__x86_64__) && defined(__linux__) && !defined(CKERNELS_NO_CLONES)
#define CKERNELS_CLONES 1
#define CLONES static __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES static
#endif

// A fused multiply-add rounds once where a multiplication and an addition round twice, and not every
// processor has it. So never contract (the compiler is told by -ffp-contract=off as well).
#pragma STDC FP_CONTRACT OFF

#endif
