// Reading of PNG through libpng. Its errors are long jumps, which must never cross a Swift frame: everything that can fail runs inside
// paraphe_png_decode, whose frame and those below hold plain C data alone.
#include <png.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    uint32_t width, height;
    // Channels of `pixels`: 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha.
    uint32_t channels;
    // Dots a metre, 0 where the file does not say.
    uint32_t x_density, y_density;
    // Rows from the top, 8 bits a channel, without padding; the caller frees it.
    uint8_t *pixels;
    size_t pixel_bytes;
    // libpng's words for what stopped it, empty when nothing did.
    char message[128];
} paraphe_png_image;

typedef struct {
    const uint8_t *bytes;
    size_t count, position;
    char *message;
} paraphe_png_source;

static inline void paraphe_png_read(png_structp png, png_bytep target, png_size_t count) {
    paraphe_png_source *source = (paraphe_png_source *)png_get_io_ptr(png);
    if (count > source->count - source->position) png_error(png, "unexpected end of file");
    memcpy(target, source->bytes + source->position, count);
    source->position += count;
}

static inline void paraphe_png_fail(png_structp png, png_const_charp message) {
    paraphe_png_source *source = (paraphe_png_source *)png_get_error_ptr(png);
    strncpy(source->message, message, 127);
    source->message[127] = 0;
    png_longjmp(png, 1);
}

static inline void paraphe_png_ignore(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

// Decodes a whole file; 0 and a message when it is broken or has more than `max_pixels` pixels.
__attribute__((noinline)) static int paraphe_png_decode(
    const uint8_t *bytes, size_t count, uint64_t max_pixels, paraphe_png_image *image) {
    memset(image, 0, sizeof *image);
    paraphe_png_source source = { bytes, count, 0, image->message };
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &source, paraphe_png_fail, paraphe_png_ignore);
    if (!png) return 0;
    png_infop info = png_create_info_struct(png);
    uint8_t *volatile pixels = NULL;
    png_bytep *volatile rows = NULL;
    if (!info || setjmp(png_jmpbuf(png))) {
        free(pixels);
        free((void *)rows);
        png_destroy_read_struct(&png, info ? &info : NULL, NULL);
        return 0;
    }
    png_set_read_fn(png, &source, paraphe_png_read);
    png_set_user_limits(png, 0x7fffffff, 0x7fffffff);
    png_set_chunk_cache_max(png, 64);
    png_set_chunk_malloc_max(png, 8 << 20);
    png_read_info(png, info);
    uint32_t width = png_get_image_width(png, info), height = png_get_image_height(png, info);
    image->width = width;
    image->height = height;
    if ((uint64_t)width * height > max_pixels) png_error(png, "too many pixels");
    // Palettes and fewer bits to 8, tRNS to an alpha channel, 16 bits to 8; gamma is ignored, as most programs do.
    png_set_expand(png);
    png_set_scale_16(png);
    png_set_interlace_handling(png);
    png_read_update_info(png, info);
    int unit = 0;
    png_uint_32 x = 0, y = 0;
    if (png_get_pHYs(png, info, &x, &y, &unit) && unit == PNG_RESOLUTION_METER) {
        image->x_density = x;
        image->y_density = y;
    }
    size_t row = png_get_rowbytes(png, info);
    image->channels = png_get_channels(png, info);
    if (row != (size_t)width * image->channels) png_error(png, "unexpected row size");
    pixels = (uint8_t *)malloc(row * height ? row * height : 1);
    rows = (png_bytep *)malloc((size_t)height * sizeof *rows + 1);
    if (!pixels || !rows) png_error(png, "out of memory");
    for (uint32_t i = 0; i < height; i++) rows[i] = pixels + (size_t)i * row;
    png_read_image(png, (png_bytepp)rows);
    png_read_end(png, NULL);
    png_destroy_read_struct(&png, &info, NULL);
    free((void *)rows);
    image->pixels = pixels;
    image->pixel_bytes = row * height;
    return 1;
}

typedef struct {
    uint8_t *bytes;
    size_t count, capacity;
    int is_full;
} paraphe_png_sink;

static inline void paraphe_png_write(png_structp png, png_bytep source, png_size_t count) {
    paraphe_png_sink *sink = (paraphe_png_sink *)png_get_io_ptr(png);
    if (sink->capacity - sink->count < count) {
        size_t capacity = (sink->capacity + count) * 2;
        uint8_t *bytes = (uint8_t *)realloc(sink->bytes, capacity);
        if (!bytes) png_error(png, "out of memory");
        sink->bytes = bytes;
        sink->capacity = capacity;
    }
    memcpy(sink->bytes + sink->count, source, count);
    sink->count += count;
}

static inline void paraphe_png_flush(png_structp png) {
    (void)png;
}

static inline void paraphe_png_stop(png_structp png, png_const_charp message) {
    (void)message;
    png_longjmp(png, 1);
}

// Encodes rows from the top; the caller frees `sink->bytes`. 0 when memory runs out or the numbers make no picture.
// bits: 1 (a set bit is black) or 8; channels: 1 grey, 3 RGB, 4 RGB and alpha; densities in dots a metre, 0 for none.
__attribute__((noinline)) static int paraphe_png_encode(
    const uint8_t *bytes, size_t row_bytes, uint32_t width, uint32_t height, int bits, int channels, uint32_t x_density,
    uint32_t y_density, int level, paraphe_png_sink *sink) {
    memset(sink, 0, sizeof *sink);
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, paraphe_png_stop, paraphe_png_ignore);
    if (!png) return 0;
    png_infop info = png_create_info_struct(png);
    if (!info || setjmp(png_jmpbuf(png))) {
        free(sink->bytes);
        sink->bytes = NULL;
        png_destroy_write_struct(&png, info ? &info : NULL);
        return 0;
    }
    png_set_write_fn(png, sink, paraphe_png_write, paraphe_png_flush);
    png_set_compression_level(png, level);
    // Pages are flat: rows that repeat the one above are what there is to find.
    png_set_filter(png, PNG_FILTER_TYPE_BASE, bits == 1 ? PNG_FILTER_NONE : PNG_FILTER_NONE | PNG_FILTER_UP);
    int color = channels == 4 ? PNG_COLOR_TYPE_RGB_ALPHA : channels == 3 ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_GRAY;
    png_set_IHDR(png, info, width, height, bits, color, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (x_density && y_density) png_set_pHYs(png, info, x_density, y_density, PNG_RESOLUTION_METER);
    png_write_info(png, info);
    if (bits == 1) png_set_invert_mono(png);
    for (uint32_t y = 0; y < height; y++) png_write_row(png, (png_const_bytep)(bytes + (size_t)y * row_bytes));
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
    return 1;
}
