#include "CKernels.h"

#if defined(__linux__) && !defined(__wasm__)
#include <malloc.h>
#endif

void ck_keep_memory(void) {
#if defined(__GLIBC__)
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
}
