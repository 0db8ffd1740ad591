// libpng's simplified interface: errors come back as values, so no longjmp crosses a Swift frame.
#include <string.h>
#include <png.h>

/// Reads the header of a PNG held in memory; 0 on failure, with the reason in `image->message`.
static inline int paraphe_png_begin(png_imagep image, const void *bytes, size_t count) {
    memset(image, 0, sizeof *image);
    image->version = PNG_IMAGE_VERSION;
    return png_image_begin_read_from_memory(image, bytes, count);
}

/// Whether the file has an alpha channel or transparent colours.
static inline int paraphe_png_has_alpha(const png_image *image) { return (image->format & PNG_FORMAT_FLAG_ALPHA) != 0; }

static inline int paraphe_png_has_colour(const png_image *image) { return (image->format & PNG_FORMAT_FLAG_COLOR) != 0; }

/// Decodes to 8-bit sRGB: RGBA, RGB, GA or G as asked.
static inline int paraphe_png_finish(png_imagep image, int colour, int alpha, void *pixels) {
    image->format = (colour ? PNG_FORMAT_FLAG_COLOR : 0) | (alpha ? PNG_FORMAT_FLAG_ALPHA : 0);
    return png_image_finish_read(image, NULL, pixels, 0, NULL);
}
