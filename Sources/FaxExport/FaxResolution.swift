import Raster

/// How fine a fax is (ITU-T T.30): 1,728 pixels of 204 to the inch across, and lines of 98 or 196 to the inch.
package enum FaxResolution: String, Sendable, Hashable, CaseIterable {
    case standard
    case fine

    /// How pages become the pixels of it.
    package var raster: RasterOptions { .fax(isFine: self == .fine) }
}
