// Decoding of JPEG through libjpeg(-turbo). Its errors are long jumps, which must never cross a Swift frame: everything that can fail runs
// inside paraphe_jpeg_decode, whose frame and those below hold plain C data alone.
#include <stddef.h>
#include <stdio.h>
#include <jpeglib.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    uint32_t width, height;
    // Channels of `pixels`: 1 grey, 3 RGB, 4 CMYK as stored.
    uint32_t channels;
    // Rows from the top, 8 bits a channel, without padding; the caller frees it.
    uint8_t *pixels;
    size_t pixel_bytes;
    // The library's words for what stopped it, empty when nothing did.
    char message[JMSG_LENGTH_MAX];
} paraphe_jpeg_image;

typedef struct {
    struct jpeg_error_mgr manager;
    jmp_buf jump;
    char *message;
    long warnings;
} paraphe_jpeg_error;

static inline void paraphe_jpeg_fail(j_common_ptr info) {
    paraphe_jpeg_error *error = (paraphe_jpeg_error *)info->err;
    error->manager.format_message(info, error->message);
    longjmp(error->jump, 1);
}

// Broken data decode to something all the same; a file that is broken all through must not cost more than its pixels.
static inline void paraphe_jpeg_message(j_common_ptr info, int level) {
    paraphe_jpeg_error *error = (paraphe_jpeg_error *)info->err;
    if (level < 0 && ++error->warnings > 10000) paraphe_jpeg_fail(info);
}

static inline void paraphe_jpeg_quiet(j_common_ptr info) {
    (void)info;
}

// Decodes a whole file; 0 and a message when it is broken, has more than `max_pixels` pixels or more than `max_scans` scans.
__attribute__((noinline)) static int paraphe_jpeg_decode(
    const uint8_t *bytes, size_t count, uint64_t max_pixels, int max_scans, paraphe_jpeg_image *image) {
    memset(image, 0, sizeof *image);
    struct jpeg_decompress_struct info;
    paraphe_jpeg_error error;
    memset(&error, 0, sizeof error);
    error.message = image->message;
    uint8_t *volatile pixels = NULL;
    info.err = jpeg_std_error(&error.manager);
    error.manager.error_exit = paraphe_jpeg_fail;
    error.manager.emit_message = paraphe_jpeg_message;
    error.manager.output_message = paraphe_jpeg_quiet;
    if (setjmp(error.jump)) {
        free(pixels);
        jpeg_destroy_decompress(&info);
        return 0;
    }
    jpeg_create_decompress(&info);
    info.mem->max_memory_to_use = 512L << 20;
    jpeg_mem_src(&info, (unsigned char *)bytes, (unsigned long)count);
    jpeg_read_header(&info, TRUE);
    if ((uint64_t)info.image_width * info.image_height > max_pixels) {
        strcpy(image->message, "too many pixels");
        longjmp(error.jump, 1);
    }
    switch (info.num_components) {
    case 1: info.out_color_space = JCS_GRAYSCALE; break;
    case 3: info.out_color_space = JCS_RGB; break;
    default: info.out_color_space = JCS_CMYK; break;
    }
    info.dct_method = JDCT_ISLOW;
    // A progressive file is read scan by scan, so that one with thousands of empty scans is refused.
    int is_buffered = jpeg_has_multiple_scans(&info);
    info.buffered_image = is_buffered ? TRUE : FALSE;
    jpeg_start_decompress(&info);
    if (is_buffered) {
        int result;
        do {
            result = jpeg_consume_input(&info);
            if (info.input_scan_number > max_scans) {
                strcpy(image->message, "too many scans");
                longjmp(error.jump, 1);
            }
        } while (result != JPEG_REACHED_EOI && result != JPEG_SUSPENDED);
        jpeg_start_output(&info, info.input_scan_number);
    }
    size_t row = (size_t)info.output_width * (size_t)info.output_components;
    size_t total = row * info.output_height;
    pixels = (uint8_t *)malloc(total ? total : 1);
    if (!pixels) {
        strcpy(image->message, "out of memory");
        longjmp(error.jump, 1);
    }
    while (info.output_scanline < info.output_height) {
        JSAMPROW line = pixels + row * info.output_scanline;
        jpeg_read_scanlines(&info, &line, 1);
    }
    image->width = info.output_width;
    image->height = info.output_height;
    image->channels = (uint32_t)info.output_components;
    image->pixels = pixels;
    image->pixel_bytes = total;
    jpeg_destroy_decompress(&info);
    return 1;
}
