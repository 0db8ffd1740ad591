import CHarfBuzz

/// A piece of a glyph's outline, in fractions of the em, y upwards.
package enum OutlineSegment: Hashable, Sendable {
    case move(x: Double, y: Double)
    case line(x: Double, y: Double)
    case quadratic(controlX: Double, controlY: Double, x: Double, y: Double)
    case cubic(control1X: Double, control1Y: Double, control2X: Double, control2Y: Double, x: Double, y: Double)
    case close
}

extension FontFace {
    private final class Pen {
        var segments: [OutlineSegment] = []
        let em: Double

        init(em: Double) { self.em = em }

        static func at(_ data: UnsafeMutableRawPointer?) -> Pen? {
            data.map { Unmanaged<Pen>.fromOpaque($0).takeUnretainedValue() }
        }
    }

    private nonisolated(unsafe) static let drawFunctions: OpaquePointer? = {
        let functions = hb_draw_funcs_create()
        hb_draw_funcs_set_move_to_func(
            functions,
            { _, data, _, x, y, _ in
                guard let pen = Pen.at(data) else { return }
                pen.segments.append(.move(x: Double(x) / pen.em, y: Double(y) / pen.em))
            }, nil, nil)
        hb_draw_funcs_set_line_to_func(
            functions,
            { _, data, _, x, y, _ in
                guard let pen = Pen.at(data) else { return }
                pen.segments.append(.line(x: Double(x) / pen.em, y: Double(y) / pen.em))
            }, nil, nil)
        hb_draw_funcs_set_quadratic_to_func(
            functions,
            { _, data, _, cx, cy, x, y, _ in
                guard let pen = Pen.at(data) else { return }
                pen.segments.append(
                    .quadratic(
                        controlX: Double(cx) / pen.em, controlY: Double(cy) / pen.em, x: Double(x) / pen.em, y: Double(y) / pen.em))
            }, nil, nil)
        hb_draw_funcs_set_cubic_to_func(
            functions,
            { _, data, _, ax, ay, bx, by, x, y, _ in
                guard let pen = Pen.at(data) else { return }
                pen.segments.append(
                    .cubic(
                        control1X: Double(ax) / pen.em, control1Y: Double(ay) / pen.em, control2X: Double(bx) / pen.em,
                        control2Y: Double(by) / pen.em, x: Double(x) / pen.em, y: Double(y) / pen.em))
            }, nil, nil)
        hb_draw_funcs_set_close_path_func(
            functions, { _, data, _, _ in Pen.at(data)?.segments.append(.close) }, nil, nil)
        hb_draw_funcs_make_immutable(functions)
        return functions
    }()

    /// The shape of a glyph; empty for a space.
    package func outline(of glyph: UInt32) -> [OutlineSegment] {
        let pen = Pen(em: Double(unitsPerEm))
        hb_font_get_glyph_shape(hbFont, glyph, Self.drawFunctions, Unmanaged.passUnretained(pen).toOpaque())
        return pen.segments
    }
}
