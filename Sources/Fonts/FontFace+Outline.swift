import CHarfBuzz

/// One step of a glyph's outline, in font units, y upwards.
package enum GlyphSegment: Hashable, Sendable {
    case move(x: Float, y: Float)
    case line(x: Float, y: Float)
    case quadratic(controlX: Float, controlY: Float, x: Float, y: Float)
    case cubic(control1X: Float, control1Y: Float, control2X: Float, control2Y: Float, x: Float, y: Float)
    case close
}

extension FontFace {
    /// The outline of a glyph, filled by the non-zero rule; empty for spaces.
    package func outline(of glyph: UInt32) -> [GlyphSegment] {
        let sink = OutlineSink()
        hb_font_get_glyph_shape(font, glyph, OutlineSink.functions, Unmanaged.passUnretained(sink).toOpaque())
        return sink.segments
    }
}

/// Gathers what HarfBuzz draws.
private final class OutlineSink {
    var segments: [GlyphSegment] = []

    static func of(_ data: UnsafeMutableRawPointer?) -> OutlineSink? {
        data.map { Unmanaged<OutlineSink>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Made once and immutable from then on.
    nonisolated(unsafe) static let functions: OpaquePointer? = {
        let functions = hb_draw_funcs_create()
        hb_draw_funcs_set_move_to_func(
            functions, { _, data, _, x, y, _ in OutlineSink.of(data)?.segments.append(.move(x: x, y: y)) }, nil, nil)
        hb_draw_funcs_set_line_to_func(
            functions, { _, data, _, x, y, _ in OutlineSink.of(data)?.segments.append(.line(x: x, y: y)) }, nil, nil)
        hb_draw_funcs_set_quadratic_to_func(
            functions,
            { _, data, _, cx, cy, x, y, _ in
                OutlineSink.of(data)?.segments.append(.quadratic(controlX: cx, controlY: cy, x: x, y: y))
            }, nil, nil)
        hb_draw_funcs_set_cubic_to_func(
            functions,
            { _, data, _, ax, ay, bx, by, x, y, _ in
                OutlineSink.of(data)?.segments.append(.cubic(control1X: ax, control1Y: ay, control2X: bx, control2Y: by, x: x, y: y))
            }, nil, nil)
        hb_draw_funcs_set_close_path_func(functions, { _, data, _, _ in OutlineSink.of(data)?.segments.append(.close) }, nil, nil)
        hb_draw_funcs_make_immutable(functions)
        return functions
    }()
}
