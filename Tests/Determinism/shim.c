// The few functions that Embedded Swift expects of a system, for WebAssembly without one.
#include <stddef.h>
#include <stdint.h>

extern unsigned char __heap_base;
static uintptr_t top;

// Memory that only grows, which is enough for a program that soon ends.
int posix_memalign(void **result, size_t alignment, size_t size) {
    if (top == 0) top = (uintptr_t)&__heap_base;
    const uintptr_t start = (top + alignment - 1) & ~(uintptr_t)(alignment - 1);
    top = start + size;
    const size_t pages = (top + 65535) / 65536, have = __builtin_wasm_memory_size(0);
    if (pages > have && __builtin_wasm_memory_grow(0, pages - have) == (size_t)-1) return 12;
    *result = (void *)start;
    return 0;
}
void free(void *pointer) { (void)pointer; }

// Without optimisation a precondition would say why it failed; there is nowhere to say it, and it traps all the same.
int putchar(int character) { return character; }

uintptr_t __stack_chk_guard = 1;
void __stack_chk_fail(void) { __builtin_trap(); }

int memcmp(const void *left, const void *right, size_t count) {
    const unsigned char *a = left, *b = right;
    for (; count > 0; a++, b++, count--)
        if (*a != *b) return *a < *b ? -1 : 1;
    return 0;
}

// 64 by 64 bits into 128, which draws of whole numbers use.
__int128 __multi3(__int128 a, __int128 b) {
    const uint64_t x = (uint64_t)a, y = (uint64_t)b, mask = 0xffffffff;
    const uint64_t low = (x & mask) * (y & mask);
    const uint64_t middle = (x >> 32) * (y & mask) + (low >> 32);
    const uint64_t other = (x & mask) * (y >> 32) + (middle & mask);
    const uint64_t high = (x >> 32) * (y >> 32) + (middle >> 32) + (other >> 32) + x * (uint64_t)(b >> 64) +
                          y * (uint64_t)(a >> 64);
    return (__int128)((unsigned __int128)high << 64 | other << 32 | (low & mask));
}
