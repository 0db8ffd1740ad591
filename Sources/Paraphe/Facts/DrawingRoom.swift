/// How large a drawing may become, in points.
package struct DrawingRoom: Sendable {
    let width: Double
    let height: Double

    /// The text of a page (letter and A4), with a heading above and a caption below.
    package static let page = DrawingRoom(width: 480, height: 580)
    /// One language of an edition that has two, on a sheet that lies on its side.
    package static let halfSheet = DrawingRoom(width: 345, height: 375)
}
