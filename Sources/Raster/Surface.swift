import Fonts
import Images
import Pages

/// What page items are painted on.
protocol Surface: AnyObject {
    var clip: ClipRegion { get set }
    func fill(_ outline: PathOutline, _ color: Color)
    func stroke(_ outline: PathOutline, _ stroke: PathStroke)
    func show(_ run: GlyphRun)
    func place(_ image: DecodedImage, _ area: Rectangle)
    /// The pixels in the wanted form.
    func bytes(_ format: PixelFormat) -> [UInt8]
}
