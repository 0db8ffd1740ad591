#pragma once
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/// Sets the C library's heap up for documents: call once, first, on the main thread.
///
/// A document is millions of small pieces that live until it is written, so the heap grows in one large step of address space (memory is
/// taken when it is touched), gives nothing back before the process ends, and asks the kernel for pages of 2 MB: a page fault for each 4 KB
/// was a fifth of a long document's time. Where the kernel has no such pages all works as before.
static inline void chp_prepare_heap(size_t step) {
    const uintptr_t page = (uintptr_t)2 << 20;
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 512 << 20);
    mallopt(M_TOP_PAD, (int)step);
    const uintptr_t start = ((uintptr_t)sbrk(0) + page - 1) & ~(page - 1);
    // Larger than what is free now, so that the heap grows; the compiler would leave out a piece that nobody looks at.
    void *volatile piece = malloc((size_t)1 << 20);
    free(piece);
    const uintptr_t end = (uintptr_t)sbrk(0) & ~(page - 1);
    if (end > start) madvise((void *)start, end - start, MADV_HUGEPAGE);
    mallopt(M_TOP_PAD, 4 << 20);
}

/// Lets all threads use that one heap, for a program whose threads work one after the other: call before they start.
static inline void chp_share_heap(void) { mallopt(M_ARENA_MAX, 1); }
