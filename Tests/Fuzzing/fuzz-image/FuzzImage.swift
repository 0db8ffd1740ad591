import Diagnostics
import Images

/// Any bytes as a picture: no trap, no hang, nothing that is larger than it says.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzImage(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let file = Array(UnsafeBufferPointer(start: bytes, count: count))
    do throws(DiagnosticsError) {
        let image = try ImageReader.read(file, name: "x")
        precondition(image.pixelWidth > 0 && image.pixelHeight > 0, "a picture without pixels")
        precondition(image.pixelWidth <= ImageLimits.side && image.pixelHeight <= ImageLimits.side, "a picture beyond the limit")
        precondition(image.cssWidth.isFinite && image.cssHeight.isFinite && image.cssWidth > 0, "a picture without size")
    } catch {
        precondition(error.bag.hasErrors, "no picture and no fault")
    }
    return 0
}
