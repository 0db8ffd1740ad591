#pragma once
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>

/// Sets the C library's heap up for documents: call once, first, on the main thread.
///
/// A document is millions of small pieces that live until it is written, so the heap grows in one large step of address space (memory is
/// taken when it is touched) and gives nothing back before the process ends. It keeps to pages of 4 KB: those of 2 MB come from memory that
/// a virtual machine's host has to find first, which costs a tenth of a second more whenever the machine was idle before.
static inline void chp_prepare_heap(size_t step) {
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 512 << 20);
    mallopt(M_TOP_PAD, (int)step);
    // Larger than what is free now, so that the heap grows; the compiler would leave out a piece that nobody looks at.
    void *volatile piece = malloc((size_t)1 << 20);
    free(piece);
    mallopt(M_TOP_PAD, 4 << 20);
}

/// Lets all threads use that one heap, for a program whose threads work one after the other: call before they start.
static inline void chp_share_heap(void) { mallopt(M_ARENA_MAX, 1); }
